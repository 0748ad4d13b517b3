package serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.access.AccessFixture.NOW;
import static serai.access.AccessFixture.STANDARD;
import static serai.access.AccessFixture.labels;
import static serai.access.AccessFixture.subject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import serai.query.Subject;

/** What no change of rights may do, whatever the policy compiles to. */
class PolicyMonotonicityTest {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void lowerClearanceNeverOpensADocument(
            @ForAll @IntRange(max = 4) int clearance,
            @ForAll("groups") List<String> departments,
            @ForAll("document") Labels document) {
        if (reads(subject(clearance - 1L, departments, "samarkand"), document)) {
            assertThat(reads(subject(clearance, departments, "samarkand"), document))
                    .isTrue();
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anotherDepartmentNeverClosesADocument(
            @ForAll("groups") List<String> departments, @ForAll("document") Labels document) {
        List<String> more = new ArrayList<>(departments);
        more.add("treasury");

        if (reads(subject(2, departments, "samarkand"), document)) {
            assertThat(reads(subject(2, more, "samarkand"), document)).isTrue();
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anAddedRestrictionNeverOpensADocument(
            @ForAll("document") Labels document, @ForAll("groups") List<String> places) {
        List<Object> restricted =
                new ArrayList<>((List<?>) document.values().getOrDefault("restricted_locations", List.of()));
        restricted.addAll(places);
        Map<String, Object> values = new HashMap<>(document.values());
        values.put("restricted_locations", restricted);
        Subject reader = subject(2, List.of("trade"), "hr");

        assertThat(reads(reader, labels(values)) && !reads(reader, document)).isFalse();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void orderAndRepetitionOfDepartmentsDoNotMatter(
            @ForAll("groups") List<String> departments, @ForAll("document") Labels document) {
        List<String> shuffled = new ArrayList<>(departments);
        shuffled.addAll(departments);
        Collections.reverse(shuffled);

        assertThat(reads(subject(2, shuffled, "samarkand"), document))
                .isEqualTo(reads(subject(2, departments, "samarkand"), document));
    }

    private static boolean reads(Subject subject, Labels document) {
        return FilterEvaluator.matches(STANDARD.plan(subject, NOW), document);
    }

    @Provide
    Arbitrary<List<String>> groups() {
        return Arbitraries.of("trade", "hr", "treasury", "guard").list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<Labels> document() {
        return Arbitraries.integers()
                .between(0, 4)
                .flatMap(classification -> groups().flatMap(departments -> groups().map(restricted -> labels(Map.of(
                        "classification", classification,
                        "departments", departments,
                        "restricted_locations", restricted)))));
    }
}
