package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import serai.secrets.SecretBackendException.Reason;
import serai.secrets.SecretEvent.Kind;

class SecretStoreTest {

    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final HandClock clock = new HandClock();
    private final List<SecretEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final FakeBackend vault = new FakeBackend("vault").with("token", "first");
    private final FakeBackend files = new FakeBackend("file");
    private double random = 0.5;
    private final SecretStore store = new SecretStore(
            SecretsSettings.defaults(),
            new Backends(List.of(vault, files)),
            events::add,
            clock,
            Runnable::run,
            () -> random);

    private static String text(Secret secret) {
        return secret.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private void passes(Duration time) {
        clock.advance(time);
        store.tick();
    }

    private List<Kind> kinds() {
        return events.stream().map(SecretEvent::kind).toList();
    }

    @Test
    void asksTheBackendOnceForManyUses() {
        for (int i = 0; i < 100; i++) {
            assertThat(text(store.get("token"))).isEqualTo("first");
        }
        assertThat(vault.reads).hasValue(1);
        assertThat(store.get("token")).isSameAs(store.get("token"));
    }

    @Test
    void givesWhatItHoldsWithoutAllocating() {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long held = 0;
        for (int round = 0; round < 5; round++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                held += store.get("token").version().length();
            }
            if (round == 4) {
                assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000L);
            }
        }
        assertThat(held).isEqualTo(50_000);
    }

    @Test
    void picksUpANewVersionWithinTheRefresh() {
        store.get("token");
        vault.with("token", "second");

        passes(REFRESH.minusMillis(1));
        assertThat(text(store.get("token"))).isEqualTo("first");
        passes(Duration.ofMillis(1));
        assertThat(text(store.get("token"))).isEqualTo("second");
        assertThat(kinds()).containsExactly(Kind.NEW_VERSION, Kind.NEW_VERSION);
    }

    @Test
    void readsTheValueOnlyWhenTheVersionChanged() {
        store.get("token");
        for (int i = 0; i < 5; i++) {
            passes(REFRESH);
        }
        assertThat(vault.reads).hasValue(1);
        assertThat(vault.describes).hasValue(6);
    }

    @Test
    void spreadsItsCallsByATenth() {
        random = 1;
        store.get("token");
        passes(REFRESH.plusSeconds(3).minusMillis(1));
        assertThat(vault.describes).hasValue(1);
        random = 0;
        passes(Duration.ofMillis(1));
        assertThat(vault.describes).hasValue(2);
        passes(REFRESH.minusSeconds(3));
        assertThat(vault.describes).hasValue(3);
    }

    @Test
    void servesTheLastGoodValueForTheGraceAndNoLonger() {
        store.get("token");
        vault.fail(Reason.UNREACHABLE);

        passes(Duration.ofHours(1).minusMillis(1));
        assertThat(text(store.get("token"))).isEqualTo("first");
        passes(Duration.ofMillis(1));
        assertThatThrownBy(() -> store.get("token"))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("'token'")
                .hasMessageContaining("told to fail")
                .hasMessageContaining("serai.secrets.grace");
    }

    @Test
    void theGraceBeginsAnewWithEachConfirmation() {
        store.get("token");
        for (int i = 0; i < 200; i++) {
            passes(REFRESH);
        }
        vault.fail(Reason.UNREACHABLE);
        passes(Duration.ofMinutes(59));
        assertThat(text(store.get("token"))).isEqualTo("first");
    }

    @Test
    void isUsableAgainOnceTheBackendAnswers() {
        store.get("token");
        vault.fail(Reason.UNREACHABLE);
        passes(Duration.ofHours(2));
        vault.heal();
        clock.advance(REFRESH.multipliedBy(2));

        assertThat(text(store.get("token"))).isEqualTo("first");
        assertThat(kinds()).containsExactly(Kind.NEW_VERSION, Kind.FAILURE);
    }

    @Test
    void waitsLongerAfterEachFailure() {
        store.get("token");
        vault.fail(Reason.UNREACHABLE);
        passes(REFRESH);
        int failed = vault.calls();
        passes(Duration.ofMillis(999));
        assertThat(vault.calls()).isEqualTo(failed);
        passes(Duration.ofMillis(1));
        assertThat(vault.calls()).isEqualTo(failed + 1);
        passes(Duration.ofMillis(1_999));
        assertThat(vault.calls()).isEqualTo(failed + 1);
        passes(Duration.ofMillis(1));
        assertThat(vault.calls()).isEqualTo(failed + 2);
    }

    @Test
    void neverWaitsLongerThanTheRefreshAfterFailures() {
        store.get("token");
        vault.fail(Reason.UNREACHABLE);
        for (int i = 0; i < 100; i++) {
            passes(REFRESH);
        }
        vault.heal();
        vault.with("token", "second");
        passes(REFRESH);
        assertThat(text(store.get("token"))).isEqualTo("second");
    }

    @Test
    void leavesABackendAloneAsLongAsItAsks() {
        store.get("token");
        vault.fail(Reason.THROTTLED, Duration.ofMinutes(2));
        passes(REFRESH);
        int failed = vault.calls();
        Secret current = store.get("token");
        passes(Duration.ofSeconds(119));
        assertThat(store.renewed("token", current)).isSameAs(current);
        assertThat(vault.calls()).isEqualTo(failed);
        passes(Duration.ofSeconds(1));
        assertThat(vault.calls()).isEqualTo(failed + 1);
    }

    @Test
    void doesNotLetABackendSilenceItForEver() {
        store.get("token");
        vault.fail(Reason.THROTTLED, Duration.ofDays(365));
        passes(REFRESH);
        int failed = vault.calls();
        passes(Duration.ofMinutes(10));
        assertThat(vault.calls()).isEqualTo(failed + 1);
    }

    @Test
    void doesNotAskForAMissingSecretAtEachUse() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> store.get("nothing"))
                    .isInstanceOf(SecretUnavailableException.class)
                    .hasMessageContaining("'nothing'");
        }
        assertThat(vault.describes).hasValue(1);
    }

    @Test
    void asksOnceWhenManyUseASecretForTheFirstTime() throws Exception {
        vault.gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SecretStore parallel = new SecretStore(
                        SecretsSettings.defaults(),
                        new Backends(List.of(vault)),
                        events::add,
                        clock,
                        threads,
                        () -> random)) {
            List<Future<Secret>> uses = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                uses.add(threads.submit(() -> parallel.get("token")));
            }
            vault.gate.countDown();
            for (Future<Secret> use : uses) {
                assertThat(text(use.get())).isEqualTo("first");
            }
        }
        assertThat(vault.reads).hasValue(1);
    }

    @Test
    void cutsAFieldOutOfAJsonObject() {
        vault.with("database", "{\"user\": \"serai\", \"port\": 5432, \"nested\": {\"a\": 1}}");

        assertThat(text(store.get("database#user"))).isEqualTo("serai");
        assertThat(text(store.get("database#port"))).isEqualTo("5432");
        assertThat(vault.reads).hasValue(1);
        assertThatThrownBy(() -> store.get("database#password")).hasMessageContaining("no field 'password'");
        assertThatThrownBy(() -> store.get("database#nested")).hasMessageContaining("'nested'");
    }

    @Test
    void showsNothingOfAValueThatIsNoJson() {
        vault.with("database", "{\"user\": hunter2}");

        assertThatThrownBy(() -> store.get("database#user"))
                .hasMessageContaining("no JSON object")
                .hasMessageNotContaining("hunter2")
                .hasRootCauseInstanceOf(SecretBackendException.class);
    }

    @Test
    void aFieldFollowsItsSecret() {
        vault.with("database", "{\"password\": \"old\"}");
        store.get("database#password");
        vault.with("database", "{\"password\": \"new\"}");
        passes(REFRESH);

        assertThat(text(store.get("database#password"))).isEqualTo("new");
        assertThat(store.accepted("database#password").stream().map(SecretStoreTest::text))
                .containsExactly("new", "old");
    }

    @Test
    void refusesWhatIsNoName() {
        for (String name : List.of("", "../kek", "a/b", "UPPER", "-a", "a-", "a#", "a#b/c", "a".repeat(64), ".")) {
            assertThatThrownBy(() -> store.get(name))
                    .isInstanceOf(SecretUnavailableException.class)
                    .hasMessageContaining("no name of a secret");
        }
        assertThat(vault.calls()).isZero();
    }

    @Test
    void holdsABoundedNumberOfSecrets() {
        for (int i = 0; i < SecretStore.MOST_SECRETS; i++) {
            vault.with("s" + i, "v");
            store.get("s" + i);
        }
        assertThatThrownBy(() -> store.get("token")).hasMessageContaining("more than 1000 secrets");
    }

    @Test
    void namesOfNothingDoNotKeepASecretOut() {
        for (int i = 0; i < SecretStore.MOST_SECRETS; i++) {
            String name = "s" + i;
            assertThatThrownBy(() -> store.get(name)).isInstanceOf(SecretUnavailableException.class);
        }
        assertThat(text(store.get("token"))).isEqualTo("first");
    }

    @Test
    void acceptsTheValueBeforeForTheOverlap() {
        store.get("token");
        vault.with("token", "second");
        passes(REFRESH);

        assertThat(store.accepted("token").stream().map(SecretStoreTest::text)).containsExactly("second", "first");
        passes(Duration.ofMinutes(10));
        assertThat(store.accepted("token").stream().map(SecretStoreTest::text)).containsExactly("second");
    }

    @Test
    void readsAnewWhenAnUpstreamRefused() {
        Secret rejected = store.get("token");
        vault.with("token", "second");

        assertThat(text(store.renewed("token", rejected))).isEqualTo("second");
        assertThat(text(store.get("token"))).isEqualTo("second");
    }

    @Test
    void doesNotAskWhenItHasANewerOneAlready() {
        Secret rejected = store.get("token");
        vault.with("token", "second");
        passes(REFRESH);
        int calls = vault.calls();

        assertThat(text(store.renewed("token", rejected))).isEqualTo("second");
        assertThat(vault.calls()).isEqualTo(calls);
    }

    @Test
    void forcesAtMostOneReadInTwoSeconds() {
        Secret rejected = store.get("token");
        for (int i = 0; i < 100; i++) {
            assertThat(store.renewed("token", rejected)).isSameAs(rejected);
        }
        assertThat(vault.reads).hasValue(2);
        clock.advance(Duration.ofSeconds(2));
        store.renewed("token", rejected);
        assertThat(vault.reads).hasValue(3);
    }

    @Test
    void keepsTheValueWhenAForcedReadFails() {
        Secret rejected = store.get("token");
        vault.fail(Reason.UNREACHABLE);

        assertThat(store.renewed("token", rejected)).isSameAs(rejected);
    }

    @Test
    void asksTheNextBackendForWhatIsMissing() {
        files.with("other", "from-file");

        assertThat(text(store.get("other"))).isEqualTo("from-file");
        assertThat(events).contains(new SecretEvent(Kind.FALLBACK, "other", "file", "1", "in place of vault"));
    }

    @Test
    void asksTheNextBackendWhenOneDoesNotAnswer() {
        files.with("token", "from-file");
        vault.fail(Reason.UNREACHABLE);

        assertThat(text(store.get("token"))).isEqualTo("from-file");
    }

    @Test
    void neverAsksTheNextBackendForWhatOneDenied() {
        files.with("token", "from-file");
        for (Reason reason : List.of(Reason.DENIED, Reason.MALFORMED, Reason.THROTTLED)) {
            vault.fail(reason);
            assertThatThrownBy(() -> store.get("token")).isInstanceOf(SecretUnavailableException.class);
            clock.advance(REFRESH);
        }
        assertThat(files.calls()).isZero();
    }

    @Test
    void prefersWhatItHoldsToAFallbackWhileTheBackendIsAway() {
        store.get("token");
        files.with("token", "older");
        vault.fail(Reason.UNREACHABLE);

        passes(Duration.ofMinutes(30));
        assertThat(text(store.get("token"))).isEqualTo("first");
        clock.advance(Duration.ofMinutes(31));
        assertThat(text(store.get("token"))).isEqualTo("older");
    }

    @Test
    void returnsToTheFirstBackendWhenItAnswersAgain() {
        files.with("token", "from-file");
        vault.fail(Reason.UNREACHABLE);
        store.get("token");
        vault.heal();
        passes(REFRESH);

        assertThat(text(store.get("token"))).isEqualTo("first");
    }

    @Test
    void keepsWhatItHoldsUntilNewBackendsHaveAnswered() {
        Secret before = store.get("token");
        FakeBackend aws = new FakeBackend("aws").with("token", "from-aws");
        aws.fail(Reason.UNREACHABLE);

        store.change(SecretsSettings.defaults(), new Backends(List.of(aws)));
        assertThat(store.get("token")).isSameAs(before);
        assertThat(vault.closed).isTrue();
        aws.heal();
        passes(REFRESH);
        assertThat(text(store.get("token"))).isEqualTo("from-aws");
        assertThat(store.accepted("token").stream().map(SecretStoreTest::text)).containsExactly("from-aws", "first");
    }

    @Test
    void tellsVersionsOfTwoBackendsApartThatAreCalledTheSame() {
        Secret rejected = store.get("token");
        FakeBackend aws = new FakeBackend("aws").with("token", "from-aws");
        store.change(SecretsSettings.defaults(), new Backends(List.of(aws)));

        assertThat(store.get("token").version()).isEqualTo(rejected.version());
        assertThat(text(store.renewed("token", rejected))).isEqualTo("from-aws");
        assertThat(aws.reads).hasValue(1);
    }

    @Test
    void closesABackendOnlyWhenItsLastCallHasReturned() throws Exception {
        vault.gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SecretStore parallel = new SecretStore(
                    SecretsSettings.defaults(), new Backends(List.of(vault)), events::add, clock, threads, () -> 0.5);
            Future<Secret> use = threads.submit(() -> parallel.get("token"));
            while (vault.describes.get() == 0) {
                Thread.onSpinWait();
            }
            parallel.change(SecretsSettings.defaults(), new Backends(List.of(files)));
            assertThat(vault.closed).isFalse();
            vault.gate.countDown();
            assertThat(text(use.get())).isEqualTo("first");
        }
        assertThat(vault.closed).isTrue();
    }

    @Test
    void writesWhereTheSecretIsAndUsesTheNewValueAtOnce() {
        files.with("other", "old");
        store.get("other");

        assertThat(store.write("other", "new".getBytes(StandardCharsets.UTF_8))).isEqualTo("2");
        assertThat(text(store.get("other"))).isEqualTo("new");
        assertThat(store.status("other").orElseThrow().backend()).isEqualTo("file");
    }

    @Test
    void showsWhoeverChangesSecretsWhatIsStoredNow() {
        store.get("token");
        vault.with("token", "second");
        SecretBackend present = store.backend();

        StoredSecret stored = present.read("token");
        assertThat(stored.<String>use(value -> new String(value, StandardCharsets.UTF_8)))
                .isEqualTo("second");
        assertThat(present.describe("token").version()).isEqualTo(stored.version());
        assertThat(text(store.get("token"))).isEqualTo("first");

        String version = present.write("token", "third".getBytes(StandardCharsets.UTF_8));
        assertThat(text(store.get("token"))).isEqualTo("third");
        assertThat(present.describe("token").version()).isEqualTo(version);

        store.change(SecretsSettings.defaults(), new Backends(List.of(files)));
        assertThat(present.name()).isEqualTo("file");
        assertThatThrownBy(() -> present.read("token")).isInstanceOf(SecretBackendException.class);
    }

    @Test
    void refusesToWriteAPlaceholder() {
        assertThatThrownBy(() -> store.write("other", "{{env:HOME}}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SecretBackendException.class)
                .hasMessageNotContaining("HOME");
    }

    @Test
    void saysOnceThatASecretIsTooOld() {
        Instant made = HandClock.START.minus(Duration.ofDays(90));
        vault.with("old", "v", made);
        store.get("old");
        store.tick();
        assertThat(kinds()).doesNotContain(Kind.OVERDUE);
        for (int i = 0; i < 3; i++) {
            passes(REFRESH);
        }
        assertThat(kinds()).containsOnlyOnce(Kind.OVERDUE);
        assertThat(store.status("old").orElseThrow().findings())
                .extracting(SecretFinding::kind)
                .containsExactly(SecretFinding.Kind.TOO_OLD);
    }

    @Test
    void tellsOfAFailureOnceUntilItChanges() {
        store.get("token");
        vault.fail(Reason.UNREACHABLE);
        for (int i = 0; i < 5; i++) {
            passes(REFRESH);
        }
        vault.fail(Reason.DENIED);
        passes(REFRESH);

        assertThat(events.stream().filter(event -> event.kind() == Kind.FAILURE).map(SecretEvent::detail))
                .containsExactly("unreachable", "denied");
        assertThat(store.status("token").orElseThrow().lastError()).contains("denied: told to fail");
    }

    @Test
    void quotesNothingThatABackendThrowsUnforeseen() {
        vault.failure = new IllegalStateException("token=hunter2");

        assertThatThrownBy(() -> store.get("token"))
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
        assertThat(store.statuses().toString()).doesNotContain("hunter2");
    }

    @Test
    void forgetsANameOfNothingThatNobodyAsksForAnyMore() {
        assertThatThrownBy(() -> store.get("mistyped")).isInstanceOf(SecretUnavailableException.class);
        passes(Duration.ofMinutes(10));
        assertThat(store.status("mistyped")).isPresent();
        passes(Duration.ofSeconds(1));

        assertThat(store.statuses()).isEmpty();
        vault.with("mistyped", "now there is");
        assertThat(text(store.get("mistyped"))).isEqualTo("now there is");
    }

    @Test
    void remembersASecretWhoseBackendIsAwayForLong() {
        store.get("token");
        vault.fail(Reason.UNREACHABLE);
        passes(Duration.ofDays(2));

        assertThat(store.status("token")).isPresent();
    }

    @Test
    void asksAtOnceWhenTheClockWasSetBack() {
        Secret first = store.get("token");
        store.renewed("token", first);
        vault.with("token", "second");
        clock.advance(Duration.ofDays(-1));

        assertThat(text(store.renewed("token", first))).isEqualTo("second");
        vault.with("token", "third");
        passes(Duration.ofDays(-1));
        assertThat(text(store.get("token"))).isEqualTo("third");
    }

    @Test
    void writesWhereASecretIsThatIsNotInUseYet() {
        files.with("other", "old");

        store.write("other", "new".getBytes(StandardCharsets.UTF_8));

        assertThat(text(store.get("other"))).isEqualTo("new");
        assertThat(store.status("other").orElseThrow().backend()).isEqualTo("file");
    }

    @Test
    void doesNotRotateTheKeysThatSomebodyElseKeepsInNewBackends() {
        String ours = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        String theirs = "AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        Rotation rotation = new Rotation(
                store.backend(),
                store,
                Map.of("kek", new RotationPlan(SecretKind.GENERATED, RotationHook.randomKey(), Optional.empty())),
                SecretsSettings.defaults().rotationTimes(),
                KeyUse.none(),
                SecretEvents.none(),
                clock);
        vault.with("kek", ours);
        store.get("kek");
        rotation.resume("kek");
        FakeBackend elsewhere = new FakeBackend("vault").with("kek", theirs);
        store.change(SecretsSettings.defaults(), new Backends(List.of(elsewhere)));

        assertThatThrownBy(() -> rotation.resume("kek")).hasMessageContaining("holds another key");
        assertThatThrownBy(() -> rotation.start("kek")).hasMessageContaining("holds another key");
        assertThat(text(new Secret(elsewhere.read("kek").use(value -> value), "")))
                .isEqualTo(theirs);
        assertThat(store.status("kek").orElseThrow().lastError().orElse("")).contains("holds another key");
    }
}
