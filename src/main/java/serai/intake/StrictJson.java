package serai.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import serai.query.ProblemException;
import serai.query.ProblemType;

/** Reads JSON from callers: no unknown or repeated fields, no coercion, no depth, nothing after the end. */
public final class StrictJson {

    private static final int MAX_DEPTH = 8;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(20)
                            .maxNameLength(200)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                            .forEach(shape -> texts.setCoercion(shape, CoercionAction.Fail)))
            .build();

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private StrictJson() {}

    /**
     * The value that the text describes.
     *
     * @throws ProblemException {@link ProblemType#MALFORMED_REQUEST} when it is not JSON, {@link
     *     ProblemType#INVALID_REQUEST} when it is not of the type; {@code expected} tells the caller what would be
     */
    public static <T> T read(String json, Class<T> type, String expected) {
        return read(() -> MAPPER.readValue(json, type), expected);
    }

    /** The fields of a JSON object; fails like {@link #read(String, Class, String)}. */
    public static Map<String, Object> object(String json, String expected) {
        return read(() -> MAPPER.readValue(json, OBJECT), expected);
    }

    private static <T> T read(Reading<T> reading, String expected) {
        try {
            T value = reading.run();
            if (value == null) {
                throw new ProblemException(ProblemType.INVALID_REQUEST, expected);
            }
            return value;
        } catch (JsonParseException | StreamConstraintsException e) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "The body is not well-formed JSON, each field at most once.");
        } catch (JsonProcessingException e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, expected);
        }
    }

    /** The fields of a JSON object from the configuration. */
    static Map<String, Object> object(String json) {
        try {
            return MAPPER.readValue(json, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "serai.intake.local-attributes must be a JSON object, such as {\"clearance\": 1}", e);
        }
    }

    private interface Reading<T> {
        @Nullable
        T run() throws JsonProcessingException;
    }
}
