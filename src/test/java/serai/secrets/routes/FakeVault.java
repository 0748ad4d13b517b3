package serai.secrets.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks as much of Vault's protocol as the gateway does: the key-value engine of version 2 under {@code secret},
 * logins by AppRole and Kubernetes, and the life of tokens.
 */
public final class FakeVault extends FakeCloud {

    /** A token that is valid from the start and never ends. */
    public static final String TOKEN = "hvs.root";

    static final String PREFIX = "serai/";

    private final Map<String, String> ends = new ConcurrentHashMap<>();
    private final Set<String> destroyed = ConcurrentHashMap.newKeySet();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger renewals = new AtomicInteger();
    private volatile String credentials = "";
    private volatile int lease = 3600;

    public FakeVault() throws IOException {
        this(HttpServer.create(loopback(), 0));
    }

    FakeVault(HttpServer server) {
        super(server);
        tokens.add(TOKEN);
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void put(String name, byte[] value) {
        try {
            shelf.put(PREFIX + name, JSON.writeValueAsBytes(data(value)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the current version of a secret end at this time. */
    void expire(String name, Instant end) {
        ends.put(PREFIX + name, end.toString());
    }

    /** Destroys the current version of a secret. */
    void destroy(String name) {
        destroyed.add(PREFIX + name);
    }

    /** Lets in whoever logs in with these two; a role and a token, or the ids of AppRole. */
    public void admit(String who, String proof) {
        credentials = who + " " + proof;
    }

    /** How many seconds the tokens of further logins are valid; renewing one makes that an hour. */
    public void lease(int seconds) {
        lease = seconds;
    }

    /** Ends every token. */
    public void revokeAll() {
        tokens.clear();
    }

    /** Makes a token valid. */
    public void accept(String token) {
        tokens.add(token);
    }

    public int logins() {
        return logins.get();
    }

    public int renewals() {
        return renewals.get();
    }

    @Override
    boolean isSpared(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().startsWith("/v1/auth/");
    }

    @Override
    Answer refusal(Trouble trouble, HttpExchange exchange) {
        return switch (trouble) {
            case DENIED -> error(403, "permission denied");
            case THROTTLED -> error(429, "request path rate limit quota exceeded");
            default -> error(503, "Vault is sealed");
        };
    }

    private static Answer error(int status, String... errors) {
        return new Answer(status, Map.of("errors", List.of(errors)));
    }

    @Override
    Answer answer(HttpExchange exchange, JsonNode body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return switch (path) {
            case "/v1/auth/kubernetes/login" ->
                login(body.path("role").asText() + " " + body.path("jwt").asText());
            case "/v1/auth/approle/login" ->
                login(body.path("role_id").asText() + " "
                        + body.path("secret_id").asText());
            default -> {
                String token = String.valueOf(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
                yield tokens.contains(token)
                        ? known(exchange.getRequestMethod(), path, body, token)
                        : error(403, "permission denied", "invalid token");
            }
        };
    }

    private Answer login(String shown) {
        if (!shown.equals(credentials)) {
            return error(400, "invalid role or secret ID");
        }
        String token = "hvs.login" + logins.incrementAndGet();
        tokens.add(token);
        return new Answer(200, Map.of("auth", auth(token, lease)));
    }

    private static Map<String, Object> auth(String token, int seconds) {
        return object(
                "client_token",
                token,
                "accessor",
                "accessor",
                "lease_duration",
                seconds,
                "renewable",
                true,
                "token_type",
                "service");
    }

    private Answer known(String method, String path, JsonNode body, String token) throws IOException {
        return switch (path) {
            case "/v1/auth/token/lookup-self" ->
                new Answer(200, Map.of("data", object("id", token, "ttl", 0, "renewable", false, "type", "service")));
            case "/v1/auth/token/renew-self" -> {
                renewals.incrementAndGet();
                yield new Answer(200, Map.of("auth", auth(token, 3600)));
            }
            case "/v1/auth/token/revoke-self" -> {
                tokens.remove(token);
                yield new Answer(204, null);
            }
            default -> secret(method, path, body);
        };
    }

    private Answer secret(String method, String path, JsonNode body) throws IOException {
        if (path.startsWith("/v1/secret/metadata/")) {
            return metadata(path.substring("/v1/secret/metadata/".length()));
        }
        if (!path.startsWith("/v1/secret/data/")) {
            return error(404);
        }
        String name = path.substring("/v1/secret/data/".length());
        return method.equals("GET") ? read(name) : write(name, body.path("data"));
    }

    private Answer read(String name) throws IOException {
        if (!shelf.holds(name)) {
            return error(404);
        }
        return new Answer(
                200,
                Map.of(
                        "data",
                        object(
                                "data",
                                JSON.readTree(shelf.current(name).orElseThrow()),
                                "metadata",
                                made(name, shelf.count(name)))));
    }

    /** What others put there as an object becomes fields. */
    private static Object data(byte[] value) throws IOException {
        String text = Values.text(value).orElse("");
        if (text.isEmpty()) {
            return Map.of("value", Base64.getEncoder().encodeToString(value), "encoding", "base64");
        }
        return text.startsWith("{") ? JSON.readTree(text) : Map.of("value", text);
    }

    private Answer write(String name, JsonNode data) throws IOException {
        return new Answer(200, Map.of("data", made(name, shelf.put(name, JSON.writeValueAsBytes(data)))));
    }

    private Map<String, Object> made(String name, int version) {
        return object(
                "version",
                version,
                "created_time",
                MADE.toString(),
                "deletion_time",
                ends.getOrDefault(name, ""),
                "destroyed",
                destroyed.contains(name));
    }

    private Answer metadata(String name) {
        if (!shelf.holds(name)) {
            return error(404);
        }
        int current = shelf.count(name);
        return new Answer(
                200,
                Map.of(
                        "data",
                        object(
                                "current_version",
                                current,
                                "versions",
                                Map.of(String.valueOf(current), made(name, current)))));
    }
}
