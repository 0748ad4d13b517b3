package serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.access.AccessFixture.NOW;
import static serai.access.AccessFixture.STANDARD;
import static serai.access.AccessFixture.labels;
import static serai.access.AccessFixture.subject;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import serai.access.Decision.Deny;
import serai.access.Decision.Permit;
import serai.access.ResourceFilter.And;
import serai.access.ResourceFilter.Compare;
import serai.access.ResourceFilter.Empty;
import serai.access.ResourceFilter.HasAny;
import serai.access.ResourceFilter.Not;
import serai.access.ResourceFilter.Operator;
import serai.access.ResourceFilter.Or;
import serai.query.Subject;

class StandardPolicyTest {

    private static final Subject MERCHANT = subject(1, List.of("trade"), "samarkand");

    @Test
    void permitsUpToTheClearance() {
        assertThat(decide(MERCHANT, Map.of("classification", 1))).isEqualTo(new Permit("clearance"));
        assertThat(decide(MERCHANT, Map.of("classification", 2)).rule()).isEqualTo(Policy.DEFAULT_DENY);
    }

    @Test
    void forbidsThePapersOfOtherDepartments() {
        assertThat(decide(MERCHANT, Map.of("departments", List.of("hr", "trade")))
                        .permitted())
                .isTrue();
        assertThat(decide(MERCHANT, Map.of("departments", List.of("hr")))).isInstanceOf(Deny.class);
        assertThat(decide(MERCHANT, Map.of("departments", List.of("hr"))).rule())
                .isEqualTo("other-department");
    }

    @Test
    void forbidsReadingWhereADocumentIsRestricted() {
        assertThat(decide(MERCHANT, Map.of("restricted_locations", List.of("samarkand")))
                        .rule())
                .isEqualTo("restricted-location");
    }

    @Test
    void deniesASubjectWithoutAttributes() {
        assertThat(decide(subject(Map.of()), Map.of()).permitted()).isFalse();
        assertThat(STANDARD.plan(subject(Map.of()), NOW).matchesNothing()).isTrue();
    }

    @Test
    void deniesLabelsOfAnotherSchema() {
        Labels foreign = new Labels(labels(Map.of()).values(), "another");

        assertThat(STANDARD.decide(MERCHANT, foreign, NOW).rule()).isEqualTo(Policy.LABEL_SCHEMA);
        assertThat(FilterEvaluator.matches(STANDARD.plan(MERCHANT, NOW), foreign))
                .isFalse();
    }

    @Test
    void plansWhatTheGoldenResidualSays() {
        assertThat(STANDARD.plan(MERCHANT, NOW).clause())
                .isEqualTo(new And(List.of(
                        new Compare("classification", Operator.LESS_OR_EQUAL, 1),
                        new Or(List.of(new Empty("departments"), new HasAny("departments", Set.of("trade")))),
                        new Not(new HasAny("restricted_locations", Set.of("samarkand"))))));
    }

    @Test
    void plansNoDepartmentAsOnlyPapersForAll() {
        assertThat(STANDARD.plan(subject(1, List.of(), "samarkand"), NOW).clause())
                .isEqualTo(new And(List.of(
                        new Compare("classification", Operator.LESS_OR_EQUAL, 1),
                        new Empty("departments"),
                        new Not(new HasAny("restricted_locations", Set.of("samarkand"))))));
    }

    private static Decision decide(Subject subject, Map<String, ?> labels) {
        return STANDARD.decide(subject, labels(labels), NOW);
    }
}
