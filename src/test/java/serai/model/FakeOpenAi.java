package serai.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A server that speaks OpenAI's protocol on a loopback port, with scripted faults. */
final class FakeOpenAi implements AutoCloseable {

    /** What it does with one request; runs on a thread of its own. */
    interface Turn {
        void take(HttpExchange exchange) throws IOException;
    }

    /** What it received. */
    record Received(String path, Map<String, java.util.List<String>> headers, String body) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> String.join(",", entry.getValue()))
                    .findFirst()
                    .orElse("");
        }
    }

    private final HttpServer server;
    private final Queue<Turn> script = new ConcurrentLinkedQueue<>();
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private volatile Predicate<String> accepted = authorization -> true;
    private final CountDownLatch closed = new CountDownLatch(1);

    FakeOpenAi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** What it does with the next requests; it answers well when the script has ended. */
    FakeOpenAi then(Turn... turns) {
        script.addAll(java.util.List.of(turns));
        return this;
    }

    /** Which values of the header {@code Authorization} it takes; others it answers with 401. */
    void accepts(Predicate<String> authorization) {
        accepted = authorization;
    }

    Queue<Received> received() {
        return received;
    }

    static Turn says(String content) {
        String json =
                "{\"id\":\"c-1\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":"
                        + "{\"role\":\"assistant\",\"content\":\"" + content + "\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";
        return body("application/json", json);
    }

    static Turn body(String contentType, String body) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", contentType);
            exchange.getResponseHeaders().add("Set-Cookie", "session=1; Path=/");
            send(exchange, 200, body);
        };
    }

    static Turn fails(int status, String... headers) {
        return exchange -> {
            for (int at = 0; at < headers.length; at += 2) {
                exchange.getResponseHeaders().add(headers[at], headers[at + 1]);
            }
            send(exchange, status, "{\"error\":{\"message\":\"upstream-detail\"}}");
        };
    }

    static Turn hangsUp() {
        return HttpExchange::close;
    }

    /** Answers nothing until the server is closed. */
    Turn hangs() {
        return exchange -> {
            try {
                closed.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    /** Sends blanks for as long as somebody reads them. */
    static Turn floods() {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int megabytes = 0; megabytes < 64 * 16; megabytes++) {
                exchange.getResponseBody().write(blanks);
            }
            exchange.close();
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
        if (!accepted.test(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")))) {
            fails(401).take(exchange);
            return;
        }
        Turn turn = script.poll();
        (turn == null ? says("fine [1]") : turn).take(exchange);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
