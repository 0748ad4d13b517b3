package serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.access.AccessFixture.NOW;
import static serai.access.AccessFixture.subject;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serai.access.Explanation.Outcome;
import serai.access.Explanation.RuleOutcome;
import serai.query.Subject;

/** A rule that cannot be decided denies, in the decision and in the filter alike. */
class FailingRuleTest {

    private static final Map<String, Object> ATTRIBUTES =
            Map.of("clearance", 3L, "location", "samarkand", "departments", List.of("trade"));

    @Test
    void deniesNamingTheRuleWhoseSlotFails() {
        Policy policy = policy("user.clearance >= doc.level", "10 / (user.clearance - 3) > doc.level");

        assertDenied(policy, subject(ATTRIBUTES), "second");
        assertThat(policy.plan(subject(ATTRIBUTES), NOW).matchesNothing()).isTrue();
    }

    @Test
    void aFailingRuleDeniesThoughAnotherPermits() {
        assertDenied(policy("true", "user.departments[7] == 'x'"), subject(ATTRIBUTES), "second");
    }

    @ParameterizedTest
    @CsvSource({"clearance, 3", "location, ", "departments, trade"})
    void anAttributeOfAnotherTypeDenies(String attribute, String value) {
        Map<String, Object> attributes = new HashMap<>(ATTRIBUTES);
        attributes.remove(attribute);
        assertDeniesWithout(attribute, attributes);
        attributes.put(attribute, attribute.equals("location") ? (Object) 3L : value);
        assertDeniesWithout(attribute, attributes);
    }

    /** CEL alone would absorb the failure: the other side of each condition holds. */
    private static void assertDeniesWithout(String attribute, Map<String, Object> attributes) {
        String condition = switch (attribute) {
            case "clearance" -> "doc.level != user.clearance || true";
            case "location" -> "user.location == 'x' || doc.level == 1";
            default -> "doc.level == 1 || user.departments.exists(d, d in doc.groups)";
        };
        assertDenied(policy("true", condition), subject(attributes), "second");
    }

    @Test
    void anAbsorbedFailureIsNone() {
        Policy policy = policy("doc.level == 1 || 10 / (user.clearance - 3) > 2", "false");

        assertThat(policy.decide(subject(ATTRIBUTES), labels(policy, 1), NOW).permitted())
                .isTrue();
        assertThat(policy.decide(subject(ATTRIBUTES), labels(policy, 2), NOW).permitted())
                .isFalse();
        ResourceFilter filter = policy.plan(subject(ATTRIBUTES), NOW);
        assertThat(FilterEvaluator.matches(filter, labels(policy, 1))).isTrue();
        assertThat(FilterEvaluator.matches(filter, labels(policy, 2))).isFalse();
    }

    @Test
    void aSlotInsideAnExistsFailsOnlyWhereItIsEvaluated() {
        Policy policy = policy("!doc.groups.exists(g, g == string(10 / (user.clearance - 3)))", "false");

        for (List<String> groups : List.of(List.<String>of(), List.of("trade"))) {
            Labels labels = policy.labels().check(Map.of("level", 1, "groups", groups));
            assertThat(policy.decide(subject(ATTRIBUTES), labels, NOW).permitted())
                    .isEqualTo(groups.isEmpty());
            assertThat(FilterEvaluator.matches(policy.plan(subject(ATTRIBUTES), NOW), labels))
                    .isEqualTo(groups.isEmpty());
        }
    }

    @Test
    void manyFailuresInOneRuleDenyInsteadOfGrowingWithoutBound() {
        String condition = "doc.level == 1";
        for (int i = 2; i < 14; i++) {
            condition = "!(" + condition + " && (doc.level != " + i + " || 10 / (user.clearance - 3) > 2))";
        }
        Policy policy = policy("true", condition);

        ResourceFilter filter = policy.plan(subject(ATTRIBUTES), NOW);

        assertThat(Clauses.count(filter.clause())).isLessThanOrEqualTo(4_096);
        for (int level = 0; level < 16; level++) {
            Labels labels = labels(policy, level);
            if (FilterEvaluator.matches(filter, labels)) {
                assertThat(policy.decide(subject(ATTRIBUTES), labels, NOW).permitted())
                        .isTrue();
            }
        }
    }

    @Test
    void overlapsTheLongestLists() {
        Policy policy = policy("user.departments.exists(d, d in doc.groups)", "false");
        List<String> departments =
                IntStream.range(0, 1_000).mapToObj(i -> "u" + i).toList();
        List<String> groups = IntStream.range(1, 1_001)
                .mapToObj(i -> (i == 1_000 ? "u" : "d") + (i - 1))
                .toList();
        Subject subject = subject(Map.of("clearance", 3L, "location", "samarkand", "departments", departments));
        Labels labels = policy.labels().check(Map.of("level", 1, "groups", groups));

        assertThat(policy.decide(subject, labels, NOW).permitted()).isTrue();
        assertThat(FilterEvaluator.matches(policy.plan(subject, NOW), labels)).isTrue();
    }

    @Test
    void knowsTheTimeOfTheRequest() {
        Policy policy = policy("env.now < timestamp('2026-06-01T00:00:00Z')", "false");
        Environment later = new Environment(Instant.parse("2026-06-01T00:00:00Z"));

        assertThat(policy.plan(subject(ATTRIBUTES), NOW).matchesNothing()).isFalse();
        assertThat(policy.plan(subject(ATTRIBUTES), later).matchesNothing()).isTrue();
        assertThat(policy.decide(subject(ATTRIBUTES), labels(policy, 1), later).permitted())
                .isFalse();
    }

    @Test
    void explainsEveryRule() {
        Policy policy = policy("user.clearance >= doc.level", "user.departments[7] == 'x'");
        Subject nowhere = subject(Map.of("departments", List.of()));

        Explanation explanation = new PolicyExplainer(policy).explain(nowhere, labels(policy, 1), NOW);

        assertThat(explanation.decision().permitted()).isFalse();
        assertThat(explanation.policyVersion()).isEqualTo(policy.version());
        assertThat(explanation.rules())
                .containsExactly(
                        new RuleOutcome(
                                "first",
                                "permit",
                                "user.clearance >= doc.level",
                                Outcome.FAILED,
                                "user.clearance is missing or not of type int"),
                        new RuleOutcome(
                                "second",
                                "permit",
                                "user.departments[7] == 'x'",
                                Outcome.FAILED,
                                "the expression raises an error"));
    }

    private static void assertDenied(Policy policy, Subject subject, String rule) {
        Labels labels = labels(policy, 1);
        Decision decision = policy.decide(subject, labels, NOW);
        assertThat(decision).isEqualTo(new Decision.Deny(rule, "the rule could not be decided"));
        assertThat(FilterEvaluator.matches(policy.plan(subject, NOW), labels)).isFalse();
    }

    private static Labels labels(Policy policy, int level) {
        return policy.labels().check(Map.of("level", level, "groups", List.of("trade")));
    }

    private static Policy policy(String first, String second) {
        return AccessFixture.policy("""
                tenant: tenant
                attributes:
                  clearance: {type: int, claim: clearance}
                  location: {type: string, claim: location}
                  departments: {type: list<string>, claim: departments}
                labels:
                  level: int
                  groups: list<string>
                rules:
                  - name: first
                    permit: "%s"
                  - name: second
                    permit: "%s"
                """.formatted(first, second));
    }
}
