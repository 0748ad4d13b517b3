package serai.secrets.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Speaks as much of Azure Key Vault's protocol as the gateway does, over TLS and with its challenge. */
public final class FakeAzure extends FakeCloud {

    static final String PREFIX = "serai-";
    static final String TOKEN = "an azure token";

    private final LoopbackCertificate certificate;
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Map<String, String> contentTypes = new ConcurrentHashMap<>();

    public FakeAzure() throws IOException {
        this(LoopbackCertificate.make());
    }

    private FakeAzure(LoopbackCertificate certificate) throws IOException {
        super(server(certificate));
        this.certificate = certificate;
    }

    private static HttpServer server(LoopbackCertificate certificate) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        return server;
    }

    public String address() {
        return "https://localhost:" + port();
    }

    LoopbackCertificate certificate() {
        return certificate;
    }

    @Override
    public void put(String name, byte[] value) {
        boolean binary = Values.text(value).isEmpty();
        contentTypes.put(PREFIX + name, binary ? AzureRead.BINARY : "");
        shelf.put(PREFIX + name, binary ? Base64.getEncoder().encode(value) : value);
    }

    /** Lets a secret end at this time. */
    void expire(String name, Instant end) {
        ends.put(PREFIX + name, end);
    }

    @Override
    boolean isSpared(HttpExchange exchange) {
        return !isKnown(exchange);
    }

    private static boolean isKnown(HttpExchange exchange) {
        return ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    @Override
    Answer refusal(Trouble trouble, HttpExchange exchange) {
        return switch (trouble) {
            case DENIED -> error(403, "Forbidden");
            case THROTTLED -> error(429, "Throttled");
            default -> error(503, "ServiceUnavailable");
        };
    }

    private static Answer error(int status, String code) {
        return new Answer(status, Map.of("error", Map.of("code", code, "message", "no")));
    }

    @Override
    Answer answer(HttpExchange exchange, JsonNode body) {
        if (!isKnown(exchange)) {
            exchange.getResponseHeaders()
                    .set(
                            "WWW-Authenticate",
                            "Bearer authorization=\"https://login.example/tenant\", resource=\"https://vault.example\"");
            return error(401, "Unauthorized");
        }
        String name = exchange.getRequestURI().getPath().split("/", -1)[2];
        if (exchange.getRequestMethod().equals("PUT")) {
            contentTypes.put(name, body.path("contentType").asText());
            shelf.put(name, body.path("value").asText().getBytes(StandardCharsets.UTF_8));
        }
        return shelf.holds(name) ? new Answer(200, secret(name)) : error(404, "SecretNotFound");
    }

    private Map<String, Object> secret(String name) {
        String value = new String(shelf.current(name).orElseThrow(), StandardCharsets.UTF_8);
        Map<String, Object> attributes =
                object("enabled", true, "created", MADE.getEpochSecond(), "updated", MADE.getEpochSecond());
        if (ends.containsKey(name)) {
            attributes.put("exp", ends.get(name).getEpochSecond());
        }
        return object(
                "value",
                value,
                "id",
                address() + "/secrets/" + name + "/" + "%032x".formatted(shelf.count(name)),
                "contentType",
                contentTypes.getOrDefault(name, ""),
                "attributes",
                attributes);
    }
}
