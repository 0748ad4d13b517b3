package serai.secrets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import serai.secrets.SecretBackendException.Reason;

/** What a stored value holds: the secrets that are in use, the current one first. */
@FunctionalInterface
interface Reading {

    /**
     * Reads a value.
     *
     * @throws SecretBackendException when the value is not of the form that is expected; the message never quotes it
     */
    List<Secret> of(StoredSecret stored);

    /** The value as it is. */
    static Reading whole() {
        return stored -> List.of(stored.<Secret>use(value -> new Secret(value, stored.version())));
    }

    /** One field of a JSON object, a scalar, as text. */
    static Reading field(String field) {
        return stored -> List.of(stored.<Secret>use(value -> new Secret(cut(value, field), stored.version())));
    }

    /** The versions of a key that the gateway made: the current one, the pending one, then the previous ones. */
    static Reading keyset() {
        return stored -> stored.use(Keyset::parse).accepted();
    }

    private static byte[] cut(byte[] value, String field) {
        JsonNode node = object(value).get(field);
        if (node == null || node.isNull()) {
            throw new SecretBackendException(Reason.MISSING, "the value has no field '" + field + "'");
        }
        if (!node.isValueNode() || node.asText().isEmpty()) {
            throw new SecretBackendException(
                    Reason.MALFORMED, "the field '" + field + "' is empty, or no text, number or boolean");
        }
        return node.asText().getBytes(StandardCharsets.UTF_8);
    }

    /** A parser's message would quote the value, so neither it nor its exception goes further. */
    private static JsonNode object(byte[] value) {
        try {
            JsonNode node = new ObjectMapper(JsonFactory.builder()
                            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                            .build())
                    .readTree(value);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            // Said below.
        }
        throw new SecretBackendException(Reason.MALFORMED, "the value is no JSON object, so it has no fields");
    }
}
