package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.secrets.SecretBackendException.Reason;

/** The gateway's own keys: as files of its home, and in another backend. */
class ProductKeysTest implements SecretsContract {

    private static final String KNOWN_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private final HandClock clock = new HandClock();
    private final List<SecretEvent> events = new CopyOnWriteArrayList<>();

    @TempDir
    private Path home;

    @Override
    public Secrets secrets() {
        return inFiles(home, clock);
    }

    /** The keys of a home, made if need be. */
    static SecretStore inFiles(Path home, HandClock clock) {
        return start(home, clock, SecretEvents.none(), files(home));
    }

    private static FileBackend files(Path home) {
        return new FileBackend(home, List.of(), Map.of(), file -> Mounts.Kind.ORDINARY);
    }

    private SecretStore start(SecretBackend... backends) {
        return start(home, clock, events::add, backends);
    }

    private static SecretStore start(Path home, HandClock clock, SecretEvents events, SecretBackend... backends) {
        SecretStore store = new SecretStore(
                SecretsSettings.defaults(), new Backends(List.of(backends)), events, clock, Runnable::run, () -> 0.5);
        new KeyStart(store, home, clock, clock::advance).run(Duration.ofSeconds(10));
        return store;
    }

    private Path keys() {
        return home.resolve("keys");
    }

    private Path kek() {
        return keys().resolve("kek.key");
    }

    static String value(Secret secret) {
        return secret.use(bytes -> Base64.getEncoder().encodeToString(bytes));
    }

    private void store(String text) throws IOException {
        Files.createDirectories(
                keys(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(kek(), text);
        Files.setPosixFilePermissions(kek(), PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void makesAKeyThatOnlyItsOwnerCanRead() throws IOException {
        String made = value(secrets().get("kek"));

        assertThat(Base64.getDecoder().decode(made)).hasSize(32);
        assertThat(Files.readString(kek())).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kek())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())))
                .isEqualTo("rwx------");
    }

    @Test
    void leavesNothingBesideTheKeys() throws IOException {
        secrets();

        try (Stream<Path> files = Files.list(keys())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("kek.key", "audit-hmac.key", "privacy-hmac.key");
        }
    }

    @Test
    void readsTheKeyOfAnEarlierRun() {
        Secret made = secrets().get("kek");

        assertThat(value(secrets().get("kek"))).isEqualTo(value(made));
        assertThat(secrets().get("kek").version()).isEqualTo(made.version()).hasSize(16);
    }

    @Test
    void opensAHomeOfAnEarlierRelease() throws IOException {
        store(KNOWN_KEY + "\n");

        Secret kek = secrets().get("kek");
        assertThat(value(kek)).isEqualTo(KNOWN_KEY);
        assertThat(kek.version()).isEqualTo("6bbaade6a2280d92");
    }

    @Test
    void makesOneKeyWhenManyProcessesAskAtOnce() {
        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> value(secrets().get("kek")))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void doesNotShowTheKeyInItsVersion() {
        Secret kek = secrets().get("kek");

        assertThat(value(kek)).doesNotContain(kek.version());
        assertThat(kek.<String>use(HexFormat.of()::formatHex)).doesNotContain(kek.version());
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws IOException {
        secrets();
        Files.setPosixFilePermissions(kek(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(this::secrets)
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("chmod 600 " + kek());
    }

    @Test
    void refusesADirectoryThatOthersCanEnter() throws IOException {
        secrets();
        Files.setPosixFilePermissions(keys(), PosixFilePermissions.fromString("rwxr-x---"));

        assertThatThrownBy(this::secrets)
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("chmod 700 " + keys());
    }

    @Test
    void refusesAKeyOfAnotherLengthWithoutShowingIt() throws IOException {
        for (String text : new String[] {"c2hvcnQ=", KNOWN_KEY + "AAAA", "not base64!"}) {
            store(text);

            assertThatThrownBy(this::secrets)
                    .isInstanceOf(SecretUnavailableException.class)
                    .hasMessageContaining("key of 32 bytes in base64")
                    .hasMessageNotContaining(text);
        }
    }

    @Test
    void saysWhereAKeyCannotBeMade() throws IOException {
        Files.writeString(keys(), "a file in the way");

        assertThatThrownBy(this::secrets)
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining(kek().toString());
    }

    @Test
    void makesTheKeysInAnotherBackend() {
        FakeBackend vault = new FakeBackend("vault");
        String made = value(start(vault).get("kek"));

        assertThat(value(start(vault).get("kek"))).isEqualTo(made);
        assertThat(keys()).doesNotExist();
    }

    @Test
    void followsARotation() {
        FakeBackend vault = new FakeBackend("vault");
        SecretStore store = start(vault);
        Secret old = store.get("kek");
        byte[] fresh = new byte[32];
        fresh[0] = 1;
        Keyset begun = vault.read("kek").use(Keyset::parse).begin(fresh, clock.instant());
        String id = begun.pending().orElseThrow().id();

        List<Keyset> steps = List.of(begun, begun.promote(id, clock.instant()));
        steps.forEach(step -> {
            vault.write("kek", step.encode());
            clock.advance(Duration.ofSeconds(33));
            store.tick();
            assertThat(store.get("kek").version()).isEqualTo(step.current().version());
            assertThat(store.accepted("kek").stream().map(Secret::version))
                    .containsExactlyElementsOf(
                            step.accepted().stream().map(Secret::version).toList());
        });
        assertThat(store.get("kek").version()).isEqualTo(id);
        assertThat(store.accepted("kek").stream().map(Secret::version)).containsExactly(id, old.version());

        vault.write(
                "kek", steps.getLast().retire(old.version(), clock.instant()).encode());
        clock.advance(Duration.ofSeconds(33));
        store.tick();
        assertThat(store.accepted("kek").stream().map(Secret::version)).containsExactly(id);
    }

    @Test
    void keepsTheKeyInUseWhenAnotherIsPutInItsPlace() {
        FakeBackend vault = new FakeBackend("vault");
        SecretStore store = start(vault);
        Secret kek = store.get("kek");
        vault.with("kek", KNOWN_KEY);
        clock.advance(Duration.ofSeconds(30));
        store.tick();

        assertThat(store.get("kek").version()).isEqualTo(kek.version());
        assertThat(store.status("kek").orElseThrow().lastError().orElseThrow())
                .contains("holds another key than version " + kek.version())
                .doesNotContain(KNOWN_KEY);
        vault.with("kek", value(kek));
        clock.advance(Duration.ofSeconds(30));
        store.tick();
        assertThat(store.status("kek").orElseThrow().lastError()).isEmpty();
    }

    @Test
    void makingAKeyIsNoFailure() {
        start(new FakeBackend("vault"));

        assertThat(events).extracting(SecretEvent::kind).containsOnly(SecretEvent.Kind.NEW_VERSION);
    }

    @Test
    void makesNoOtherKeyForAHomeThatHasOne() {
        secrets();
        FakeBackend vault = new FakeBackend("vault");

        assertThatThrownBy(() -> start(vault))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("this home was made with the key in " + kek());
        assertThat(vault.reads).hasValue(0);
    }

    @Test
    void findsTheKeysOfTheHomeBehindAnotherBackend() {
        String made = value(secrets().get("kek"));

        assertThat(value(start(new FakeBackend("vault"), files(home)).get("kek")))
                .isEqualTo(made);
    }

    @Test
    void waitsForABackendThatDoesNotAnswerYet() {
        FakeBackend vault = new FakeBackend("vault");
        vault.fail(Reason.UNREACHABLE);
        SecretStore store = new SecretStore(
                SecretsSettings.defaults(),
                new Backends(List.of(vault)),
                SecretEvents.none(),
                clock,
                Runnable::run,
                () -> 0.5);
        new KeyStart(store, home, clock, time -> {
                    clock.advance(time);
                    if (clock.instant().isAfter(HandClock.START.plusSeconds(5))) {
                        vault.heal();
                    }
                })
                .run(Duration.ofSeconds(10));

        assertThat(store.get("kek").version()).hasSize(16);
    }

    @Test
    void givesUpOnABackendThatDoesNotAnswer() {
        FakeBackend vault = new FakeBackend("vault");
        vault.fail(Reason.UNREACHABLE);

        assertThatThrownBy(() -> start(vault))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("'kek' cannot be had from vault: told to fail");
        assertThat(clock.instant()).isEqualTo(HandClock.START.plusSeconds(10));
    }

    @Test
    void doesNotWaitForABackendThatRefuses() {
        FakeBackend vault = new FakeBackend("vault");
        vault.fail(Reason.DENIED);

        assertThatThrownBy(() -> start(vault)).isInstanceOf(SecretUnavailableException.class);
        assertThat(clock.instant()).isEqualTo(HandClock.START);
    }

    @Test
    void takesTheKeyThatAnotherReplicaMadeAtTheSameTime() {
        FakeBackend vault = new FakeBackend("vault");
        SecretStore store = new SecretStore(
                SecretsSettings.defaults(), new Backends(List.of(vault)), events::add, clock, Runnable::run, () -> 0.5);
        new KeyStart(store, home, clock, time -> {
                    vault.with("kek", KNOWN_KEY);
                    clock.advance(time);
                })
                .run(Duration.ofSeconds(10));

        assertThat(value(store.get("kek"))).isEqualTo(KNOWN_KEY);
        assertThat(store.status("kek").orElseThrow().lastError()).isEmpty();
    }
}
