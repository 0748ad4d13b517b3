package serai.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks questions over HTTP. */
final class Client {

    private static final int FEW = 400;
    private static final AtomicInteger NUMBER = new AtomicInteger(FEW);

    private final URI address;
    private final List<String> tokens;

    Client(URI address, Map<String, String> tokens) {
        this.address = address;
        this.tokens = List.copyOf(tokens.values());
    }

    /** Asks a new question as the next of the users; the bytes of the answer. */
    int ask(String path) {
        return ask(path, NUMBER.getAndIncrement());
    }

    /** Asks one of a few hundred questions, whose vectors the gateway soon remembers: to warm up all the rest sooner. */
    int askAgain(String path) {
        return ask(path, NUMBER.getAndIncrement() % FEW);
    }

    private int ask(String path, int number) {
        String subject = Corpus.SUBJECTS.get(number % Corpus.SUBJECTS.size());
        String body = "{\"question\":\"What does paper " + number + " say of " + subject + "?\"}";
        return post(path, tokens.get(number % tokens.size()), body);
    }

    int post(String path, String token, String body) {
        try {
            HttpURLConnection call =
                    (HttpURLConnection) address.resolve(path).toURL().openConnection();
            call.setDoOutput(true);
            call.setRequestProperty("Content-Type", "application/json");
            call.setRequestProperty("Authorization", "Bearer " + token);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            call.setFixedLengthStreamingMode(bytes.length);
            try (OutputStream out = call.getOutputStream()) {
                out.write(bytes);
            }
            try (InputStream in = call.getInputStream()) {
                return in.readAllBytes().length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a request failed: no figure of this run counts", e);
        }
    }
}
