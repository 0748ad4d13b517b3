package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import serai.secrets.Keyset.Phase;

/** What holds after any sequence of steps, refused ones included. */
class KeysetLawsTest {

    private static final int KEYS = 12;

    enum Verb {
        BEGIN,
        PROMOTE,
        RETIRE,
        ABORT
    }

    record Step(Verb verb, int key) {

        Keyset apply(Keyset keyset, Instant now) {
            byte[] value = KeysetTest.key(key);
            String id = KeyId.of(value);
            return switch (verb) {
                case BEGIN -> keyset.begin(value, now);
                case PROMOTE -> keyset.promote(id, now);
                case RETIRE -> keyset.retire(id, now);
                case ABORT -> keyset.abort(id, now);
            };
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Verb.class), Arbitraries.integers().between(1, KEYS))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 500)
    void everyStepKeepsTheLaws(@ForAll("steps") List<Step> steps) {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        Keyset keyset = Keyset.of(KeysetTest.key(1), now);
        for (Step step : steps) {
            now = now.plusSeconds(1);
            Keyset next = taken(step, keyset, now);
            demandLaws(keyset, next, step);
            assertThat(taken(step, next, now)).as("%s again", step).isSameAs(next);
            assertThat(Keyset.parse(next.encode()).encode()).isEqualTo(next.encode());
            keyset = next;
        }
    }

    private static Keyset taken(Step step, Keyset keyset, Instant now) {
        try {
            return step.apply(keyset, now);
        } catch (IllegalStateException refused) {
            return keyset;
        }
    }

    private static void demandLaws(Keyset before, Keyset after, Step step) {
        assertThat(after.keys()).filteredOn(key -> key.phase() == Phase.CURRENT).hasSize(1);
        assertThat(after.keys()).allMatch(key -> key.secret().isPresent() == (key.phase() != Phase.RETIRED));
        assertThat(after.accepted()).hasSizeLessThanOrEqualTo(Keyset.MOST_USABLE);
        assertThat(after.accepted().getFirst().version())
                .isEqualTo(after.current().version());
        for (Keyset.Key key : before.keys()) {
            boolean retiredNow = after.key(key.id()).map(Keyset.Key::phase).orElse(Phase.RETIRED) == Phase.RETIRED;
            if (key.phase() != Phase.RETIRED && retiredNow) {
                assertThat(key.phase()).isIn(Phase.PREVIOUS, Phase.PENDING);
                assertThat(step).isIn(allowedToForget(key));
            }
        }
    }

    private static List<Step> allowedToForget(Keyset.Key key) {
        int number = key.secret().orElseThrow().use(bytes -> (int) bytes[0]);
        Verb verb = key.phase() == Phase.PREVIOUS ? Verb.RETIRE : Verb.ABORT;
        return List.of(new Step(verb, number));
    }
}
