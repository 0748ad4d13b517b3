package serai.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import serai.secrets.Keyset.Phase;
import serai.secrets.SecretBackendException.Reason;

/**
 * A keyset as JSON, after Tink's, each key with its own phase and dates. Read strictly: a keyset that is half
 * understood would lose keys when it is written again. No message, and no cause, holds any of the text.
 *
 * <p>See <a href="https://developers.google.com/tink/design/keysets">Tink's keysets</a>.
 */
final class KeysetText {

    private static final int FORMAT = 1;
    private static final int KEY_BYTES = 32;
    private static final Set<String> FIELDS = Set.of("keyset", "keys");
    private static final Set<String> KEY_FIELDS = Set.of("id", "phase", "created", "since", "value");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private KeysetText() {}

    static byte[] encode(Keyset keyset) {
        ObjectNode text = JSON.createObjectNode().put("keyset", FORMAT);
        keyset.keys().forEach(key -> text.withArray("keys").add(encode(key)));
        try {
            return JSON.writeValueAsBytes(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
        }
    }

    private static ObjectNode encode(Keyset.Key key) {
        ObjectNode text = JSON.createObjectNode()
                .put("id", key.id())
                .put("phase", key.phase().word());
        key.created().ifPresent(created -> text.put("created", created.toString()));
        key.since().ifPresent(since -> text.put("since", since.toString()));
        key.secret().ifPresent(secret -> text.put("value", secret.use(Base64.getEncoder()::encodeToString)));
        return text;
    }

    static Keyset parse(byte[] stored) {
        if (stored.length > StoredSecret.MOST_BYTES) {
            throw malformed("it is larger than " + StoredSecret.MOST_BYTES + " bytes");
        }
        String text = new String(stored, StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{")) {
            return bare(decode(text)
                    .filter(key -> key.length == KEY_BYTES)
                    .orElseThrow(() -> malformed("it is neither JSON nor a key of 32 bytes in base64")));
        }
        JsonNode json = json(text);
        return json.has("kty") ? bare(text.getBytes(StandardCharsets.UTF_8)) : keyset(json);
    }

    private static Keyset bare(byte[] value) {
        String id = KeyId.of(value);
        return new Keyset(List.of(new Keyset.Key(
                id, Phase.CURRENT, Optional.empty(), Optional.empty(), Optional.of(new Secret(value, id)))));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw malformed("it is not well-formed JSON with each field once");
        }
    }

    private static Keyset keyset(JsonNode json) {
        demandOnly(json, FIELDS);
        if (!json.path("keyset").isInt() || json.path("keyset").asInt() != FORMAT) {
            throw malformed("it is not of the format \"keyset\": " + FORMAT);
        }
        if (!json.path("keys").isArray()) {
            throw malformed("it has no list \"keys\"");
        }
        List<Keyset.Key> keys = new ArrayList<>();
        json.path("keys").forEach(key -> keys.add(key(key)));
        try {
            return new Keyset(keys);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Keyset.Key key(JsonNode json) {
        demandOnly(json, KEY_FIELDS);
        String id = text(json, "id")
                .filter(given -> given.matches("[0-9a-f]{16}"))
                .orElseThrow(() -> malformed("a key has no \"id\" of 16 lower-case hex digits"));
        Optional<byte[]> value = text(json, "value")
                .map(given -> decode(given)
                        .filter(bytes -> KeyId.of(bytes).equals(id))
                        .orElseThrow(() ->
                                malformed("the \"value\" of the key " + id + " is not the one its id was made of")));
        try {
            return new Keyset.Key(
                    id,
                    phase(json, id),
                    instant(json, "created", id),
                    instant(json, "since", id),
                    value.map(bytes -> new Secret(bytes, id)));
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Phase phase(JsonNode json, String id) {
        String given = text(json, "phase").orElse("");
        for (Phase phase : Phase.values()) {
            if (phase.word().equals(given)) {
                return phase;
            }
        }
        throw malformed("the \"phase\" of the key " + id + " is not pending, current, previous or retired");
    }

    private static Optional<Instant> instant(JsonNode json, String field, String id) {
        try {
            return text(json, field).map(Instant::parse);
        } catch (DateTimeException e) {
            throw malformed("\"" + field + "\" of the key " + id + " is not a time such as 2030-01-31T12:00:00Z");
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        if (json.has(field) && !json.path(field).isTextual()) {
            throw malformed("\"" + field + "\" of a key is not a text");
        }
        return Optional.ofNullable(json.path(field).textValue());
    }

    /** Does not name the fields that are too many: they could be anything, a value too. */
    private static void demandOnly(JsonNode json, Set<String> fields) {
        if (!json.isObject()
                || !fields.containsAll(
                        json.propertyStream().map(java.util.Map.Entry::getKey).toList())) {
            throw malformed("it has something else than an object with the fields "
                    + fields.stream().sorted().toList());
        }
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SecretBackendException malformed(String why) {
        return new SecretBackendException(
                Reason.MALFORMED, "the value is no keyset: " + why + "; restore the last version that was one");
    }
}
