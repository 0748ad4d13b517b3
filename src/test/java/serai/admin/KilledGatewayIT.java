package serai.admin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.audit.AuditVerifier;
import serai.intake.DevIssuer;
import serai.query.Home;

/** The whole gateway, killed again and again while it works. */
class KilledGatewayIT {

    private static final int KILLS = 5;

    @TempDir
    private Path home;

    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> documents = new ConcurrentLinkedQueue<>();
    private final Queue<String> receipts = new ConcurrentLinkedQueue<>();

    @Test
    void losesNothingThatWasAcknowledgedOrReleased() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildGateway gateway = start();
                    GatewayClient client = gateway.client(home)) {
                assertThatEverythingAcknowledgedAnswers(client);
                workUntilKilled(client, gateway, 12 + 9 * kill);
            }
        }
        try (ChildGateway gateway = start();
                GatewayClient client = gateway.client(home)) {
            assertThatEverythingAcknowledgedAnswers(client);
        }
        assertThat(documents).hasSizeGreaterThan(KILLS * 12);
        assertThat(receipts).hasSizeGreaterThan(KILLS);
        assertThatEveryReleaseIsOnRecord();
        assertThat(AuditVerifier.verify(home.resolve("audit")).orElseThrow().findings())
                .isEmpty();
    }

    private ChildGateway start() {
        return ChildGateway.start(
                List.of("-Dserai.intake.requests-per-minute=1000000", "-Dmanagement.server.port=0"),
                "serve",
                "--dev",
                "--port",
                "0",
                "--home",
                home.toString());
    }

    /** Two clients upload and one asks; the kill falls somewhere into their work. */
    private void workUntilKilled(GatewayClient client, ChildGateway gateway, int uploads) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(uploads);
        GatewayClient asking = client.as(tokenFor(List.of("ware-0", "ware-1")));
        try (ExecutorService workers = Executors.newFixedThreadPool(3)) {
            for (int worker = 0; worker < 2; worker++) {
                workers.execute(() -> repeat(() -> {
                    upload(client);
                    enough.countDown();
                }));
            }
            workers.execute(() -> repeat(() -> ask(asking)));
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            gateway.kill();
        }
    }

    private static void repeat(Runnable work) {
        try {
            while (true) {
                work.run();
            }
        } catch (CommandFailure killed) {
            // The gateway is gone, as it should be.
        }
    }

    private void upload(GatewayClient client) {
        String id = "ware-" + next.getAndIncrement();
        Reply reply = client.post(
                "/v1/documents", Map.of("id", id, "text", "The bale " + id + " holds silk.", "labels", labels(id)));
        assertThat(reply.status()).as(reply.problem()).isEqualTo(201);
        documents.add(id);
        receipts.add(reply.body().path("receipt").asText());
    }

    /** Each has a department of its own, so that a search can speak of it alone. */
    private static Map<String, ?> labels(String id) {
        return Map.of("classification", 0, "departments", List.of(id), "restricted_locations", List.of());
    }

    private String tokenFor(List<String> departments) {
        return DevIssuer.of(new Home(home), Clock.systemUTC())
                .token("reader", Map.of("tenant", "demo", "clearance", 0, "departments", departments, "location", "x"));
    }

    private void ask(GatewayClient client) {
        Reply answer = client.post("/v1/query", Map.of("question", "What does the bale hold?"));
        assertThat(answer.status()).as(answer.problem()).isEqualTo(200);
        receipts.add(answer.body().path("receipt").asText());
    }

    private void assertThatEverythingAcknowledgedAnswers(GatewayClient client) {
        for (String id : documents) {
            GatewayClient reader = client.as(tokenFor(List.of(id)));
            assertThat(reader.get("/v1/documents/" + id).status()).as(id).isEqualTo(200);
            Reply found = reader.post("/v1/search", Map.of("question", "What does the bale hold?"));
            assertThat(found.body().path("passages").findValuesAsText("documentId"))
                    .as("search for %s", id)
                    .containsExactly(id);
        }
    }

    /** A receipt names its record: log and sequence number. The outcome of a question follows its intent. */
    private void assertThatEveryReleaseIsOnRecord() throws IOException {
        Map<String, JsonNode> records = new HashMap<>();
        Map<String, List<String>> kinds = new HashMap<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : ChildGateway.auditLines(home)) {
            JsonNode record = json.readTree(line);
            records.put(
                    "sr-" + record.path("log").asText() + "-"
                            + record.path("seq").asLong(),
                    record);
            kinds.computeIfAbsent(record.path("request").asText(), request -> new ArrayList<>())
                    .add(record.path("kind").asText());
        }
        assertThat(records.keySet()).containsAll(receipts);
        for (String receipt : receipts) {
            assertThat(kinds.get(
                            requireNonNull(records.get(receipt)).path("request").asText()))
                    .isIn(List.of("QUERY_INTENT", "QUERY_OUTCOME"), List.of("DOCUMENT_INGESTED"));
        }
    }
}
