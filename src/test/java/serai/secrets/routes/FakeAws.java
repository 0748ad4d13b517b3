package serai.secrets.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks as much of AWS Secrets Manager's protocol (JSON 1.1) as the gateway does. */
public final class FakeAws extends FakeCloud {

    static final String PREFIX = "serai/";

    private final AtomicInteger lists = new AtomicInteger();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    public FakeAws() throws IOException {
        super(HttpServer.create(loopback(), 0));
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void put(String name, byte[] value) {
        shelf.put(PREFIX + name, value);
    }

    /** Marks a secret for deletion. */
    void delete(String name) {
        deleted.add(PREFIX + name);
    }

    /** How often the versions of a secret were asked for. */
    int lists() {
        return lists.get();
    }

    /** The ids of the keys that requests were signed with. */
    Set<String> keys() {
        return keys;
    }

    @Override
    Answer refusal(Trouble trouble, HttpExchange exchange) {
        return switch (trouble) {
            case DENIED -> error(400, "AccessDeniedException");
            case THROTTLED -> error(400, "ThrottlingException");
            default -> error(500, "InternalServiceError");
        };
    }

    private static Answer error(int status, String type) {
        return new Answer(status, Map.of("__type", type, "message", "no"));
    }

    @Override
    Answer answer(HttpExchange exchange, JsonNode body) {
        String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!signature.startsWith("AWS4-HMAC-SHA256 ")) {
            return error(400, "MissingAuthenticationTokenException");
        }
        keys.add(signature.replaceFirst(".* Credential=([^/]*)/.*", "$1"));
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        String name = body.path("SecretId").asText(body.path("Name").asText());
        boolean creates = target.equals("secretsmanager.CreateSecret");
        if (!creates && !shelf.holds(name)) {
            return error(400, "ResourceNotFoundException");
        }
        return switch (target) {
            case "secretsmanager.GetSecretValue" ->
                deleted.contains(name) ? error(400, "InvalidRequestException") : value(name);
            case "secretsmanager.DescribeSecret" -> new Answer(200, describe(name));
            case "secretsmanager.ListSecretVersionIds" -> new Answer(200, versions(name));
            case "secretsmanager.PutSecretValue", "secretsmanager.CreateSecret" -> write(name, body);
            default -> error(400, "InvalidAction");
        };
    }

    private static String id(int version) {
        return "00000000-0000-4000-8000-%012d".formatted(version);
    }

    private Answer value(String name) {
        byte[] value = shelf.current(name).orElseThrow();
        Map<String, Object> answer =
                object("Name", name, "VersionId", id(shelf.count(name)), "VersionStages", List.of("AWSCURRENT"));
        Values.text(value)
                .ifPresentOrElse(
                        text -> answer.put("SecretString", text),
                        () -> answer.put("SecretBinary", Base64.getEncoder().encodeToString(value)));
        return new Answer(200, answer);
    }

    private Map<String, Object> describe(String name) {
        Map<String, Object> stages = object(id(shelf.count(name)), List.of("AWSCURRENT"));
        if (shelf.count(name) > 1) {
            stages.put(id(shelf.count(name) - 1), List.of("AWSPREVIOUS"));
        }
        Map<String, Object> about = object("Name", name, "VersionIdsToStages", stages);
        if (deleted.contains(name)) {
            about.put("DeletedDate", MADE.getEpochSecond());
        }
        return about;
    }

    private Map<String, Object> versions(String name) {
        lists.incrementAndGet();
        return object(
                "Name",
                name,
                "Versions",
                List.of(object("VersionId", id(shelf.count(name)), "CreatedDate", MADE.getEpochSecond())));
    }

    private Answer write(String name, JsonNode body) {
        byte[] value = body.has("SecretBinary")
                ? Base64.getDecoder().decode(body.get("SecretBinary").asText())
                : body.path("SecretString").asText().getBytes(StandardCharsets.UTF_8);
        return new Answer(200, object("Name", name, "VersionId", id(shelf.put(name, value))));
    }
}
