package serai.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks OpenAI's protocol on a loopback port, to callers with a key that is valid now. */
final class KeyedModel implements AutoCloseable {

    private static final byte[] COMPLETION = """
            {"id":"c","object":"chat.completion","model":"m","choices":[{"index":0,
             "message":{"role":"assistant","content":"So it is written [1]."},"finish_reason":"stop"}]}""".getBytes(StandardCharsets.UTF_8);

    private final Clock clock = Clock.systemUTC();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final HttpServer server;

    KeyedModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Makes a key valid; those before end after the overlap. */
    void issue(String key, Duration overlap) {
        Instant end = clock.instant().plus(overlap);
        ends.replaceAll((other, before) -> before.isBefore(end) ? before : end);
        ends.put(key, Instant.MAX);
    }

    int answered() {
        return answered.get();
    }

    int refused() {
        return refused.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            Instant end = ends.getOrDefault(shown.replaceFirst("^Bearer ", ""), Instant.MIN);
            if (clock.instant().isBefore(end)) {
                answered.incrementAndGet();
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, COMPLETION.length);
                exchange.getResponseBody().write(COMPLETION);
            } else {
                refused.incrementAndGet();
                exchange.sendResponseHeaders(401, -1);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
