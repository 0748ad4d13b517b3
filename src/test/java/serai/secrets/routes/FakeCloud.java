package serai.secrets.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import serai.secrets.SecretPlace;

/** What the fakes that speak HTTP on a loopback port have in common. */
abstract class FakeCloud implements SecretPlace {

    static final ObjectMapper JSON = new ObjectMapper();

    /** An answer. */
    record Answer(int status, @Nullable Object json) {}

    final Shelf shelf = new Shelf();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Gate gate = new Gate();

    FakeCloud(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What it answers to a request that meets no trouble. */
    abstract Answer answer(HttpExchange exchange, JsonNode body) throws IOException;

    /** How it says that it refuses or is down. */
    abstract Answer refusal(Trouble trouble, HttpExchange exchange);

    /** Whether a request meets no trouble whatever happens, such as a login. */
    boolean isSpared(HttpExchange exchange) {
        return false;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Trouble trouble = isSpared(exchange) ? Trouble.NONE : gate.pass();
            if (trouble == Trouble.MALFORMED) {
                send(exchange, 200, ("<html>" + shelf.values()).getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (trouble == Trouble.THROTTLED) {
                exchange.getResponseHeaders().set("Retry-After", String.valueOf(RETRY_AFTER));
            }
            Answer answer = trouble == Trouble.NONE
                    ? answer(exchange, body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body))
                    : refusal(trouble, exchange);
            send(
                    exchange,
                    answer.status(),
                    answer.json() == null ? new byte[0] : JSON.writeValueAsBytes(answer.json()));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    static Map<String, Object> object(Object... pairs) {
        Map<String, Object> object = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return object;
    }

    @Override
    public void fail(Trouble trouble) {
        gate.fail(trouble);
    }

    @Override
    public void close() {
        gate.fail(Trouble.DOWN);
        server.stop(0);
        threads.shutdownNow();
    }
}
