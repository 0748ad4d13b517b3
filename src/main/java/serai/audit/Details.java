package serai.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/** What an event says besides who and when: values that JSON can hold, nested at most eight deep. */
final class Details {

    /** With sorted names, and no number but whole ones, this differs from the canonical form in {@link #ESCAPE} alone. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** Begins the escape of a control character, which has another case there. */
    private static final String ESCAPE = "\\" + "u";

    private static final int DEPTH = 8;
    private static final int MAX_LENGTH = 1 << 18;
    private static final long MAX_WHOLE = 1L << 53;

    private Details() {}

    static Map<String, Object> copyOf(Map<?, ?> details) {
        return map(details, DEPTH);
    }

    /** As RFC 8785 writes it: one text for equal details. */
    static String canonical(Map<String, Object> details) {
        if (details.isEmpty()) {
            return "{}";
        }
        try {
            String text = JSON.writeValueAsString(details);
            if (text.contains(ESCAPE)) {
                text = new JsonCanonicalizer(text).getEncodedString();
            }
            if (text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("audit details are larger than " + MAX_LENGTH + " characters");
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("audit details are not JSON", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("audit details have no canonical form", e);
        }
    }

    private static Object value(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map && depth > 0) {
            return map(map, depth - 1);
        }
        if (value instanceof Collection<?> list && depth > 0) {
            return list(list, depth - 1);
        }
        if (isScalar(value)) {
            return requireNonNull(value);
        }
        throw new IllegalArgumentException("audit details hold whole numbers within 2^53, strings, booleans, lists"
                + " and maps only, at most " + DEPTH + " levels deep");
    }

    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || (value instanceof Long number && Math.abs(number) <= MAX_WHOLE);
    }

    private static Map<String, Object> map(Map<?, ?> map, int depth) {
        Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((name, value) -> copy.put(name(name), value(value, depth)));
        return Collections.unmodifiableMap(copy);
    }

    private static String name(@Nullable Object name) {
        if (name instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("audit details are named by strings");
    }

    private static List<Object> list(Collection<?> list, int depth) {
        return list.stream().map(value -> value(value, depth)).toList();
    }
}
