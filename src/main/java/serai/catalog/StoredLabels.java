package serai.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import serai.access.LabelSchema;
import serai.access.Labels;
import serai.query.ProblemException;

/** Labels as bytes: the schema version, a line feed, and the values as JSON sorted by name. */
final class StoredLabels {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    private final LabelSchema schema;

    StoredLabels(LabelSchema schema) {
        this.schema = schema;
    }

    /** The version of the present schema: labels read under another version may come out otherwise. */
    String schemaVersion() {
        return schema.version();
    }

    byte[] encode(Labels labels) {
        try {
            String values = JSON.writeValueAsString(labels.values());
            return (labels.schemaVersion() + '\n' + values).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("labels hold numbers, booleans, strings and lists of strings", e);
        }
    }

    /** Labels of the present schema if the values satisfy it, else labels that match nothing. */
    Labels decode(byte[] bytes) {
        String stored = new String(bytes, StandardCharsets.UTF_8);
        int end = stored.indexOf('\n');
        Map<String, Object> values = values(stored.substring(end + 1));
        try {
            return schema.check(values);
        } catch (ProblemException e) {
            return Labels.outdated(values, stored.substring(0, end), schema);
        }
    }

    private static Map<String, Object> values(String json) {
        try {
            return JSON.readValue(json, VALUES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored labels are not JSON", e);
        }
    }
}
