package serai.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import serai.query.ProblemException;

/** Uploads files to a gateway, a few at a time, and keeps count. */
final class Uploader {

    private static final int AT_ONCE = 4;
    private static final int TRIES = 20;

    private final GatewayClient client;
    private final Map<String, String> labels;
    private final @Nullable String preset;
    private final ObjectMapper json = new ObjectMapper();

    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();
    private final AtomicInteger passages = new AtomicInteger();
    private final List<String> documents = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> refused = Collections.synchronizedMap(new LinkedHashMap<>());

    Uploader(GatewayClient client, Map<String, String> labels, @Nullable String preset) {
        this.client = client;
        this.labels = labels;
        this.preset = preset;
    }

    /** The ids of everything uploaded so far that is stored. */
    List<String> documents() {
        return List.copyOf(documents);
    }

    IngestSummary upload(List<SourceFile> files, Progress progress) {
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (SourceFile file : files) {
                workers.execute(() -> {
                    upload(file);
                    progress.step(file.name());
                });
            }
        }
        return new IngestSummary(stored.get(), unchanged.get(), passages.get(), new LinkedHashMap<>(refused));
    }

    private void upload(SourceFile file) {
        try {
            count(file, send(body(file)));
        } catch (IOException e) {
            refused.put(file.path().toString(), "cannot be read");
        } catch (CommandFailure | ProblemException e) {
            refused.put(file.path().toString(), String.valueOf(e.getMessage()));
        }
    }

    private MultipartBody body(SourceFile file) throws IOException {
        MultipartBody body = new MultipartBody()
                .field("source", file.path().toString())
                .field("labels", labels(file))
                .field("replace", "true");
        if (preset != null) {
            body.field("preset", preset);
        }
        return body.file("file", file.name(), file.content());
    }

    /** What the folder says, overruled label by label by what the command says. */
    private String labels(SourceFile file) throws JsonProcessingException {
        Map<String, Object> chosen = new LinkedHashMap<>(file.folderLabels());
        chosen.putAll(labels);
        return json.writeValueAsString(chosen);
    }

    /** Sends, and sends again for as long as the gateway is only busy. */
    private Reply send(MultipartBody body) {
        Reply reply = client.post("/v1/documents", body);
        for (int tries = 1; tries < TRIES && isBusy(reply); tries++) {
            pause(Duration.ofSeconds(Math.max(1, reply.retryAfter())));
            reply = client.post("/v1/documents", body);
        }
        return reply;
    }

    private static boolean isBusy(Reply reply) {
        return reply.status() == 429 || reply.status() == 503;
    }

    private static void pause(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(SourceFile file, Reply reply) {
        if (!reply.succeeded()) {
            refused.put(file.path().toString(), reply.problem());
            return;
        }
        documents.add(reply.body().path("documentId").asText());
        if (reply.status() == 200) {
            unchanged.incrementAndGet();
        } else {
            stored.incrementAndGet();
            passages.addAndGet(reply.body().path("passages").asInt());
        }
    }
}
