package serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.access.AccessFixture.NOW;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import serai.query.Subject;

/** The law of the decision point, in both directions: a document satisfies the filter exactly when it is permitted. */
class PolicyEquivalenceTest {

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void filterMatchesExactlyWhatThePolicyDecides(@ForAll long seed) {
        PolicyGenerator generator = new PolicyGenerator(seed);
        Policy policy = generator.policy();
        List<Labels> documents =
                Stream.generate(() -> generator.labels(policy)).limit(30).toList();
        LabelInterning interning = new LabelInterning();
        documents.forEach(interning::intern);
        for (int i = 0; i < 15; i++) {
            Subject subject = generator.subject();
            ResourceFilter filter = policy.plan(subject, NOW);
            var permitted = interning.permitted(policy, subject, NOW);
            for (Labels document : documents) {
                Decision decision = policy.decide(subject, document, NOW);
                assertThat(FilterEvaluator.matches(filter, document))
                        .as("%s%n%s%n%s%n%s", subject.attributes(), document, decision, filter)
                        .isEqualTo(decision.permitted())
                        .isEqualTo(permitted.get(interning.intern(document)));
            }
        }
    }
}
