package serai.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serai.query.ProblemException;
import serai.query.Subject;

/** The tests of a policy: who may read what, and by which rule, written beside the policy in {@code *_test.yaml}. */
public final class PolicyTests {

    private static final List<String> KEYS = List.of("name", "claims", "labels", "now", "expect", "rule");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> ANYBODY = Map.of("iss", "test", "sub", "test");

    private final String file;
    private final Policy policy;
    private final Mistakes mistakes;

    private PolicyTests(Path file, Policy policy) {
        this.file = file.toString();
        this.policy = policy;
        this.mistakes = new Mistakes(this.file);
    }

    /**
     * The result of one case.
     *
     * @param problem what differs from the expectation; empty when the case passed
     */
    public record Result(String file, String name, boolean passed, String problem) {}

    private record Case(String name, Subject subject, Labels labels, Environment now, boolean permit, String rule) {}

    /**
     * Runs the cases of a test file against the policy beside it. For each the whole policy is decided and the compiled
     * filter applied; the two must agree with the expectation and with each other.
     *
     * @throws PolicyException when the policy or the test file has a mistake
     */
    public static List<Result> run(Path file) {
        PolicyTests tests = new PolicyTests(file, Policy.load(PolicyDirectory.policyOf(file)));
        return tests.read(YamlFile.bytes(file)).stream().map(tests::run).toList();
    }

    private List<Case> read(byte[] bytes) {
        JsonNode root = YamlFile.tree(file, bytes);
        YamlFile.refuseUnknown(root, List.of("cases"), "top level", mistakes);
        List<Case> cases = new ArrayList<>();
        if (!root.path("cases").isArray() || root.path("cases").isEmpty()) {
            mistakes.add("cases", "must be a list of at least one case with name, claims, labels and expect");
        }
        root.path("cases").forEach(node -> read(node).ifPresent(cases::add));
        mistakes.refuseIfAny();
        return cases;
    }

    private Optional<Case> read(JsonNode node) {
        String name = node.path("name").asText("");
        String expect = node.path("expect").asText("");
        String place = "case '" + name + "'";
        YamlFile.refuseUnknown(node, KEYS, place, mistakes);
        if (name.isBlank() || !(expect.equals("permit") || expect.equals("deny"))) {
            mistakes.add(place, "needs a name and either expect: permit or expect: deny");
        }
        try {
            String rule = node.path("rule").asText("");
            return Optional.of(new Case(name, subject(node), labels(node), now(node), expect.equals("permit"), rule));
        } catch (ProblemException | IllegalArgumentException | DateTimeException e) {
            mistakes.add(place, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Subject subject(JsonNode node) {
        Map<String, Object> claims = new HashMap<>(ANYBODY);
        claims.put(policy.tenantClaim(), "test");
        claims.putAll(map(node.path("claims"), "claims"));
        return policy.subjects().map(claims);
    }

    private Labels labels(JsonNode node) {
        return policy.labels().check(map(node.path("labels"), "labels"));
    }

    private static Map<String, Object> map(JsonNode node, String key) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("'" + key + "' must be a mapping");
        }
        Map<String, Object> map = new HashMap<>();
        node.properties().stream()
                .filter(entry -> !entry.getValue().isNull())
                .forEach(entry -> map.put(entry.getKey(), JSON.convertValue(entry.getValue(), Object.class)));
        return map;
    }

    private static Environment now(JsonNode node) {
        return new Environment(Instant.parse(node.path("now").asText("2026-01-01T12:00:00Z")));
    }

    private Result run(Case test) {
        Decision decision = policy.decide(test.subject(), test.labels(), test.now());
        boolean matched = FilterEvaluator.matches(policy.plan(test.subject(), test.now()), test.labels());
        String problem = problem(test, decision, matched);
        return new Result(file, test.name(), problem.isEmpty(), problem);
    }

    private static String problem(Case test, Decision decision, boolean matched) {
        if (decision.permitted() != matched) {
            return "the decision and the compiled filter differ; this is a defect of the gateway, please report it";
        }
        if (decision.permitted() != test.permit()) {
            return "expected " + word(test.permit()) + " but rule '" + decision.rule() + "' says "
                    + word(decision.permitted());
        }
        if (!test.rule().isEmpty() && !test.rule().equals(decision.rule())) {
            return "expected rule '" + test.rule() + "' but '" + decision.rule() + "' decided";
        }
        return "";
    }

    private static String word(boolean permitted) {
        return permitted ? "permit" : "deny";
    }
}
