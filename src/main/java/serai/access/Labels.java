package serai.access;

import java.util.Map;
import java.util.TreeMap;

/**
 * The labels of a document, complete and typed as the policy declares them.
 *
 * <p>A {@link LabelSchema} makes them, so an incomplete or ill-typed set of the present schema cannot exist.
 */
public final class Labels {

    private final Map<String, Object> values;
    private final String schemaVersion;

    Labels(Map<String, Object> values, String schemaVersion) {
        this.values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
        this.schemaVersion = schemaVersion;
    }

    /**
     * Labels as they were stored, for a document that does not satisfy the present schema: no filter demands their
     * marker, so they match nothing.
     *
     * @param schemaVersion the schema they were stored under
     */
    public static Labels outdated(Map<String, Object> values, String schemaVersion, LabelSchema present) {
        boolean claimsPresent = schemaVersion.equals(present.version());
        return new Labels(values, claimsPresent ? "unsatisfied " + schemaVersion : schemaVersion);
    }

    /** By label name, in its order: {@code Long}, {@code Boolean}, {@code String} or a sorted {@code List<String>}. */
    public Map<String, Object> values() {
        return values;
    }

    /** The version of the schema that these labels satisfy: the marker every filter demands. */
    public String schemaVersion() {
        return schemaVersion;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels that && values.equals(that.values) && schemaVersion.equals(that.schemaVersion);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Labels" + values;
    }
}
