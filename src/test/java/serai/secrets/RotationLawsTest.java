package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import serai.secrets.Keyset.Phase;

/** Two replicas that rotate one key in any order, die in writes and write over each other, lose no key that was used. */
class RotationLawsTest {

    private static final Duration SETTLE = Duration.ofMinutes(1);
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    enum Act {
        START,
        RESUME,
        ABORT,
        DIE_BEFORE_WRITING,
        DIE_AFTER_WRITING,
        WAIT_TO_SETTLE,
        WAIT_FOR_THE_OVERLAP,
        /** The other replica writes between this one's last look and its write. */
        BE_OVERTAKEN
    }

    record Step(Act act, int replica) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Act.class), Arbitraries.integers().between(0, 1))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 500)
    void noKeyThatWasCurrentIsEverLost(@ForAll("steps") List<Step> steps) {
        Stage stage = new Stage();
        steps.forEach(stage::take);
        stage.settle();

        Keyset keyset = stage.keyset();
        assertThat(keyset.keys())
                .filteredOn(key -> key.phase() == Phase.CURRENT)
                .hasSize(1);
        assertThat(stage.current).allSatisfy(id -> assertThat(keyset.key(id)).isPresent());
    }

    private static final class Stage {

        private final HandClock clock = new HandClock();
        private final MortalBackend backend = new MortalBackend(clock);
        private final Set<String> current = new LinkedHashSet<>();
        private final List<Rotation> replicas;
        private int made = 1;

        Stage() {
            backend.write("kek", Base64.getEncoder().encode(KeysetTest.key(1)));
            replicas = List.of(replica(), replica());
        }

        private Rotation replica() {
            return new Rotation(
                    backend,
                    name -> {
                        throw new AssertionError("a generated key is not asked for");
                    },
                    Map.of(
                            "kek",
                            new RotationPlan(SecretKind.GENERATED, name -> KeysetTest.key(++made), Optional.empty())),
                    new RotationTimes(SETTLE, OVERLAP, Duration.ZERO),
                    KeyUse.none(),
                    SecretEvents.none(),
                    clock);
        }

        Keyset keyset() {
            return backend.read("kek").use(Keyset::parse);
        }

        void take(Step step) {
            Rotation replica = replicas.get(step.replica());
            Rotation other = replicas.get(1 - step.replica());
            switch (step.act()) {
                case START -> attempt(() -> replica.start("kek"));
                case RESUME -> attempt(() -> replica.resume("kek"));
                case ABORT -> attempt(() -> replica.status("kek").underWay().ifPresent(id -> replica.abort("kek", id)));
                case DIE_BEFORE_WRITING -> backend.crashAtNextWrite(false);
                case DIE_AFTER_WRITING -> backend.crashAtNextWrite(true);
                case WAIT_TO_SETTLE -> clock.advance(SETTLE);
                case WAIT_FOR_THE_OVERLAP -> clock.advance(OVERLAP);
                case BE_OVERTAKEN -> backend.beforeNextWrite(() -> overtake(other));
                default -> throw new AssertionError(step);
            }
        }

        private void overtake(Rotation other) {
            attempt(() -> other.start("kek"));
            clock.advance(SETTLE);
            attempt(() -> other.resume("kek"));
        }

        private void attempt(Runnable work) {
            try {
                work.run();
            } catch (MortalBackend.Crash | IllegalStateException | SecretUnavailableException e) {
                backend.recover();
            }
            current.add(keyset().current().version());
        }

        /** Each replica looks once more. */
        void settle() {
            backend.recover();
            backend.beforeNextWrite(() -> {});
            replicas.forEach(replica -> attempt(() -> replica.resume("kek")));
            replicas.forEach(replica -> attempt(() -> replica.resume("kek")));
        }
    }
}
