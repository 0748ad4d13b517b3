package serai.access;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import serai.query.Subject;
import serai.query.Tenant;

/** Policies, labels and subjects for tests. */
public final class AccessFixture {

    /** The policy that the project ships. */
    public static final Policy STANDARD = Policy.load(Path.of("config/policies/documents.yaml"));

    public static final Environment NOW = new Environment(Instant.parse("2026-01-01T12:00:00Z"));

    private AccessFixture() {}

    /** Labels of the standard policy: public, for all departments and locations, where {@code values} says nothing. */
    public static Labels labels(Map<String, ?> values) {
        Map<String, Object> all =
                new HashMap<>(Map.of("classification", 0, "departments", List.of(), "restricted_locations", List.of()));
        all.putAll(values);
        return STANDARD.labels().check(all);
    }

    /** A subject of the tenant {@code demo}. */
    public static Subject subject(long clearance, List<String> departments, String location) {
        return subject(Map.of("clearance", clearance, "departments", departments, "location", location));
    }

    public static Subject subject(Map<String, Object> attributes) {
        return new Subject("https://issuer.example", "ibn-battuta", new Tenant("demo"), attributes, Set.of());
    }

    static Policy policy(String yaml) {
        return Policy.compile(Path.of("documents.yaml"), yaml.getBytes(StandardCharsets.UTF_8));
    }
}
