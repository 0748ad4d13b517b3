package serai.access;

import java.util.Map;

/** Labels of any schema, unchecked. */
public final class LabelsFixture {

    private LabelsFixture() {}

    public static Labels labels(String schemaVersion, Map<String, Object> values) {
        return new Labels(values, schemaVersion);
    }
}
