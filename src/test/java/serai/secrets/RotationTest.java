package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serai.secrets.Keyset.Phase;
import serai.secrets.RotationStatus.Stage;

final class RotationTest {

    private static final Duration SETTLE = Duration.ofMinutes(2);
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofMinutes(30);
    private static final Duration EVERY = Duration.ofDays(30);
    private static final RotationTimes TIMES = new RotationTimes(SETTLE, OVERLAP, GRACE);

    private final HandClock clock = new HandClock();
    private final MortalBackend backend = new MortalBackend(clock);
    private final List<SecretEvent> events = new ArrayList<>();
    private final Set<String> needed = new HashSet<>();
    private final List<String> renewed = new ArrayList<>();
    private int made = 1;

    @BeforeEach
    void store() {
        backend.write("kek", Base64.getEncoder().encode(KeysetTest.key(1)));
        backend.write("bare", Base64.getEncoder().encode(KeysetTest.key(1)));
        backend.write("database", "first".getBytes(StandardCharsets.UTF_8));
        backend.write("siem", "theirs".getBytes(StandardCharsets.UTF_8));
    }

    private Rotation replica() {
        RotationHook keys = secret -> KeysetTest.key(++made);
        RotationHook issuer = secret -> ("issued-" + ++made).getBytes(StandardCharsets.UTF_8);
        return new Rotation(
                backend,
                new ReadThrough(),
                Map.of(
                        "kek", new RotationPlan(SecretKind.GENERATED, keys, Optional.empty()),
                        "bare", new RotationPlan(SecretKind.GENERATED, keys, Optional.of(EVERY)),
                        "database", new RotationPlan(SecretKind.HOOKED, issuer, Optional.of(EVERY)),
                        "siem", RotationPlan.external()),
                TIMES,
                (secret, id) -> needed.contains(id),
                events::add,
                clock);
    }

    /** What the gateway uses: here without a cache. */
    private final class ReadThrough implements Secrets {
        @Override
        public Secret get(String name) {
            StoredSecret stored = backend.read(name);
            return new Secret(stored.use(bytes -> bytes), stored.version());
        }

        @Override
        public Secret renewed(String name, Secret rejected) {
            renewed.add(name);
            return get(name);
        }
    }

    private Keyset kek() {
        return backend.read("kek").use(Keyset::parse);
    }

    private static String id(int key) {
        return KeyId.of(KeysetTest.key(key));
    }

    private static List<String> phases(RotationStatus status) {
        return status.stages().stream()
                .map(stage -> stage.id() + " " + stage.phase())
                .toList();
    }

    @Test
    void waitsBeforeEachStepOfAGeneratedKey() {
        Rotation rotation = replica();

        rotation.start("kek");
        assertThat(kek().current().version()).isEqualTo(id(1));
        clock.advance(SETTLE.minusSeconds(1));
        assertThat(phases(rotation.resume("kek"))).containsExactly(id(2) + " PENDING", id(1) + " CURRENT");
        clock.advance(Duration.ofSeconds(1));
        assertThat(phases(rotation.resume("kek"))).containsExactly(id(2) + " CURRENT", id(1) + " PREVIOUS");
        clock.advance(GRACE.minusSeconds(1));
        assertThat(phases(rotation.resume("kek"))).containsExactly(id(2) + " CURRENT", id(1) + " PREVIOUS");
        clock.advance(Duration.ofSeconds(1));
        assertThat(phases(rotation.resume("kek"))).containsExactly(id(2) + " CURRENT", id(1) + " RETIRED");
        assertThat(events)
                .extracting(event -> event.version() + " " + event.detail())
                .containsExactly(id(2) + " pending", id(2) + " current", id(1) + " previous", id(1) + " retired");
    }

    @Test
    void writesNothingWhenNothingIsDue() {
        Rotation rotation = replica();
        rotation.start("kek");
        int writes = backend.writes();

        rotation.resume("kek");
        rotation.start("kek");
        rotation.status("kek");

        assertThat(backend.writes()).isEqualTo(writes);
        assertThat(kek().pending()).map(Keyset.Key::id).contains(id(2));
    }

    @Test
    void tellsWhenTheNextStepIsDue() {
        Rotation rotation = replica();

        assertThat(rotation.status("kek").due()).isEmpty();
        assertThat(rotation.start("kek").due()).contains(clock.instant().plus(SETTLE));
        clock.advance(SETTLE);
        assertThat(rotation.resume("kek").due()).contains(clock.instant().plus(GRACE));
    }

    @Test
    void keepsAKeyThatIsStillNeeded() {
        Rotation rotation = replica();
        needed.add(id(1));
        rotation.start("kek");
        clock.advance(SETTLE);
        rotation.resume("kek");
        clock.advance(Duration.ofDays(100));

        assertThat(phases(rotation.resume("kek"))).contains(id(1) + " PREVIOUS");
        needed.clear();
        assertThat(phases(rotation.resume("kek"))).contains(id(1) + " RETIRED");
    }

    /** Each write of a rotation in turn dies before or after it takes effect; another replica goes on. */
    @ParameterizedTest
    @CsvSource({"0,false", "0,true", "1,false", "1,true", "2,false", "2,true"})
    void goesOnAfterACrashAtAnyStep(int step, boolean after) {
        Rotation first = replica();
        for (int done = 0; done < step; done++) {
            take(first, done);
        }
        backend.crashAtNextWrite(after);
        assertThatThrownBy(() -> take(first, step)).isInstanceOf(MortalBackend.Crash.class);
        backend.recover();

        assertThat(kek().accepted())
                .extracting(Secret::version)
                .contains(kek().current().version());
        Rotation second = replica();
        if (step == 0) {
            second.start("kek");
        }
        for (int tick = 0; tick < 3; tick++) {
            second.resume("kek");
            clock.advance(GRACE);
        }

        Keyset end = kek();
        assertThat(end.keys()).extracting(Keyset.Key::phase).containsExactly(Phase.CURRENT, Phase.RETIRED);
        assertThat(end.key(id(1))).map(Keyset.Key::phase).contains(Phase.RETIRED);
    }

    private void take(Rotation rotation, int step) {
        if (step == 0) {
            rotation.start("kek");
        } else {
            clock.advance(GRACE);
            rotation.resume("kek");
        }
    }

    @Test
    void looksAgainWhenAnotherReplicaWroteMeanwhile() {
        Rotation first = replica();
        Rotation second = replica();
        backend.afterNextRead(() -> second.start("kek"));

        first.start("kek");

        assertThat(kek().keys()).filteredOn(key -> key.phase() == Phase.PENDING).hasSize(1);
        assertThat(backend.writes()).isEqualTo(5);
    }

    @Test
    void losesAtMostAPendingKeyWhenTwoReplicasWriteAtOnce() {
        Rotation first = replica();
        Rotation second = replica();
        backend.beforeNextWrite(() -> second.start("kek"));

        first.start("kek");
        finish(first, second);

        assertThat(kek().keys()).extracting(Keyset.Key::phase).containsExactly(Phase.CURRENT, Phase.RETIRED);
    }

    private void finish(Rotation... replicas) {
        for (int tick = 0; tick < 4; tick++) {
            clock.advance(GRACE);
            for (Rotation replica : replicas) {
                replica.resume("kek");
            }
        }
    }

    /** A process that is suspended in the middle of a write for longer than the others take to promote. */
    @Test
    void bringsBackACurrentKeyThatALateWriteLost() {
        Rotation late = replica();
        Rotation other = replica();
        List<String> promoted = new ArrayList<>();
        backend.beforeNextWrite(() -> {
            other.start("kek");
            clock.advance(SETTLE);
            other.resume("kek");
            promoted.add(kek().current().version());
        });
        late.start("kek");
        assertThat(kek().key(promoted.getFirst())).isEmpty();

        other.resume("kek");

        assertThat(kek().accepted()).extracting(Secret::version).contains(promoted.getFirst(), id(1));
    }

    @Test
    void doesNotWriteAfterStandingStill() {
        Rotation rotation = replica();
        backend.afterNextRead(() -> clock.advance(Duration.ofHours(1)));

        rotation.start("kek");

        assertThat(kek().pending().orElseThrow().since()).contains(clock.instant());
    }

    @Test
    void abortsAtEachPhaseAndCanBeginAgain() {
        Rotation rotation = replica();
        String pending = rotation.start("kek").underWay().orElseThrow();
        RotationStatus aborted = rotation.abort("kek", pending);
        assertThat(phases(aborted)).containsExactly(id(2) + " RETIRED", id(1) + " CURRENT");
        assertThat(rotation.abort("kek", pending)).isEqualTo(aborted);
        assertThat(aborted.underWay()).isEmpty();

        rotation.start("kek");
        clock.advance(SETTLE);
        String current = rotation.resume("kek").underWay().orElseThrow();
        RotationStatus back = rotation.abort("kek", current);
        assertThat(phases(back)).startsWith(id(3) + " PREVIOUS").contains(id(1) + " CURRENT");
        assertThat(rotation.abort("kek", current)).isEqualTo(back);

        finish(rotation);
        assertThat(kek().accepted()).extracting(Secret::version).containsExactly(id(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> rotation.abort("kek", id(1)))
                .withMessageContaining("rotate again");
    }

    @Test
    void beginsByItselfAtTheAgeAndNotBefore() {
        Rotation rotation = replica();
        // A bare key does not say when it was made.
        assertThat(phases(rotation.resume("bare"))).hasSize(2);
        clock.advance(SETTLE);
        rotation.resume("bare");
        clock.advance(GRACE);
        rotation.resume("bare");
        clock.advance(EVERY.minus(SETTLE).minus(GRACE).minusSeconds(1));
        assertThat(rotation.resume("bare").stages()).hasSize(2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(rotation.resume("bare").stages())
                .extracting(Stage::phase)
                .startsWith(Phase.PENDING)
                .hasSize(3);
        assertThat(phases(rotation.resume("kek"))).hasSize(1);
    }

    @Test
    void doesNotBeginAgainByItselfForADayAfterAnAbort() {
        Rotation rotation = replica();
        clock.advance(EVERY);
        rotation.abort("bare", rotation.resume("bare").underWay().orElseThrow());

        clock.advance(Duration.ofDays(1).minusSeconds(1));
        RotationStatus resting = rotation.resume("bare");
        assertThat(resting.underWay()).isEmpty();
        assertThat(resting.due()).contains(clock.instant().plusSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(rotation.resume("bare").underWay()).isPresent();
    }

    @Test
    void neverAsksTheIssuerByItselfWhenTheBackendTellsNoDates() {
        Rotation rotation = replica();
        backend.forgetDates();
        clock.advance(EVERY.multipliedBy(2));
        int writes = backend.writes();

        rotation.resume("database");

        assertThat(backend.writes()).isEqualTo(writes);
    }

    @Test
    void storesWhatTheIssuerGaveAndHasItRead() {
        Rotation rotation = replica();

        RotationStatus status = rotation.start("database");

        assertThat(backend.read("database").<String>use(value -> new String(value, StandardCharsets.UTF_8)))
                .isEqualTo("issued-2");
        assertThat(status.stages()).extracting(Stage::id).containsExactly("v5");
        assertThat(renewed).containsExactly("database");
        assertThat(events).extracting(SecretEvent::version).containsExactly("v5");
    }

    @Test
    void leavesTheValueThatAnotherReplicaGotMeanwhile() {
        List<String> asked = new ArrayList<>();
        RotationHook slow = secret -> {
            asked.add(secret);
            backend.write("database", "of another".getBytes(StandardCharsets.UTF_8));
            return "of this".getBytes(StandardCharsets.UTF_8);
        };
        Rotation rotation = new Rotation(
                backend,
                new ReadThrough(),
                Map.of("database", new RotationPlan(SecretKind.HOOKED, slow, Optional.empty())),
                TIMES,
                KeyUse.none(),
                events::add,
                clock);

        rotation.start("database");

        assertThat(asked).hasSize(1);
        assertThat(backend.read("database").<String>use(value -> new String(value, StandardCharsets.UTF_8)))
                .isEqualTo("of another");
    }

    @Test
    void asksTheIssuerAtTheAge() {
        Rotation rotation = replica();
        assertThat(rotation.resume("database").stages()).extracting(Stage::id).containsExactly("v3");
        clock.advance(EVERY);
        assertThat(rotation.resume("database").stages()).extracting(Stage::id).containsExactly("v5");
        assertThat(rotation.resume("database").stages()).extracting(Stage::id).containsExactly("v5");
    }

    @Test
    void onlyReadsAgainWhatOthersRotate() {
        Rotation rotation = replica();
        int writes = backend.writes();

        RotationStatus status = rotation.start("siem");
        clock.advance(Duration.ofDays(1_000));
        rotation.resume("siem");

        assertThat(renewed).containsExactly("siem");
        assertThat(backend.writes()).isEqualTo(writes);
        assertThat(status.due()).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> rotation.abort("siem", "v4"));
    }

    @Test
    void makesKeysThatDiffer() {
        RotationHook hook = RotationHook.randomKey();

        assertThat(hook.fresh("kek")).hasSize(32).isNotEqualTo(hook.fresh("kek"));
    }

    @Test
    void leavesAFailingHookAloneForLongerEachTime() {
        List<String> asked = new ArrayList<>();
        RotationHook failing = secret -> {
            asked.add(secret);
            throw new IllegalArgumentException("quotes the value");
        };
        Rotation rotation = new Rotation(
                backend,
                new ReadThrough(),
                Map.of("database", new RotationPlan(SecretKind.HOOKED, failing, Optional.of(EVERY))),
                TIMES,
                KeyUse.none(),
                events::add,
                clock);
        clock.advance(EVERY);

        try (RotationClerk clerk = new RotationClerk(List.of(rotation), events::add, clock)) {
            for (int second = 0; second < 120; second++) {
                clerk.tick();
                clock.advance(Duration.ofSeconds(1));
            }
        }

        assertThat(asked).hasSize(3);
        assertThat(events).hasSize(3).extracting(SecretEvent::detail).noneMatch(detail -> detail.contains("quotes"));
    }

    @Test
    void takesEveryDueStepByItself() {
        Rotation rotation = replica();
        rotation.start("kek");

        try (RotationClerk clerk = new RotationClerk(List.of(rotation), events::add, clock)) {
            for (int tick = 0; tick < 3; tick++) {
                clock.advance(GRACE);
                clerk.tick();
            }
        }

        assertThat(kek().keys()).extracting(Keyset.Key::phase).containsExactly(Phase.CURRENT, Phase.RETIRED);
    }

    @Test
    void aNameOfNothingIsNotTakenIntoUse() {
        assertThatThrownBy(() -> replica().start("nope")).isInstanceOf(SecretBackendException.class);
        assertThat(renewed).isEmpty();
    }

    @Test
    void refusesAHookForAKeyOfTheGateway() {
        HookedSecrets hooks = new HookedSecrets() {
            @Override
            public Set<String> names() {
                return Set.of("kek");
            }

            @Override
            public byte[] rotate(String secret) {
                return new byte[] {1};
            }
        };

        assertThatThrownBy(() -> RotationConfiguration.plans(SecretsSettings.defaults(), hooks))
                .hasMessageContaining("rotate-kek.camel.yaml");
    }
}
