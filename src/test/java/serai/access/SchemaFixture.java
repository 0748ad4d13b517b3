package serai.access;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import serai.query.ProblemException;
import serai.query.ProblemType;

/** A schema without a policy, for tests of what stores labels. */
public final class SchemaFixture {

    private SchemaFixture() {}

    /** Labels of the schema {@link #schema()}, unchecked. */
    public static Labels labels(Map<String, Object> values) {
        return new Labels(values, schema().version());
    }

    /** Classification, departments and restricted locations. */
    public static LabelSchema schema() {
        return schema(
                "test-1",
                Map.of(
                        "classification", LabelType.INT,
                        "departments", LabelType.STRINGS,
                        "restricted_locations", LabelType.STRINGS));
    }

    public static LabelSchema schema(String version, Map<String, LabelType> types) {
        return new LabelSchema() {
            @Override
            public String version() {
                return version;
            }

            @Override
            public Map<String, LabelType> types() {
                return types;
            }

            @Override
            public Labels check(Map<String, ?> values) {
                if (!values.keySet().equals(types.keySet())) {
                    throw new ProblemException(ProblemType.INVALID_REQUEST, "labels are missing or unknown");
                }
                Map<String, Object> typed = new TreeMap<>();
                types.forEach((name, type) -> typed.put(name, value(type, requireNonNull(values.get(name)))));
                return new Labels(typed, version);
            }
        };
    }

    private static Object value(LabelType type, Object value) {
        return switch (type) {
            case INT -> ((Number) value).longValue();
            case BOOL -> (Boolean) value;
            case STRING -> (String) value;
            case STRINGS -> strings((List<?>) value);
        };
    }

    private static List<String> strings(List<?> values) {
        return values.stream().map(String.class::cast).sorted().toList();
    }

    /** A schema that no stored labels satisfy. */
    public static LabelSchema laterSchema() {
        return schema("test-2", Map.of("project", LabelType.STRING));
    }
}
