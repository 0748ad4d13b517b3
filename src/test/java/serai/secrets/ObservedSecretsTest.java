package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Status;
import serai.secrets.SecretBackendException.Reason;

/** What is to be seen of secrets from outside: enough to look after them, and never a value. */
class ObservedSecretsTest {

    private final HandClock clock = new HandClock();
    private final FakeBackend vault = new FakeBackend("vault").with("token", "first");
    private final List<SecretEvent> events = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path home;

    private SecretStore store(SecretBackend... backends) {
        return new SecretStore(
                SecretsSettings.defaults(),
                new Backends(List.of(backends)),
                events::add,
                clock,
                Runnable::run,
                () -> 0.5);
    }

    private double gauge(String name, String backend) {
        return meters.get("serai.secrets." + name)
                .tags("secret", "token", "backend", backend)
                .gauge()
                .value();
    }

    @Test
    void measuresEachSecret() {
        SecretStore store = store(vault);
        SecretMetrics metrics = new SecretMetrics(store, meters);
        store.get("token");
        metrics.update();
        clock.advance(Duration.ofSeconds(40));
        vault.fail(Reason.UNREACHABLE);
        store.tick();

        assertThat(gauge("age.seconds", "vault")).isEqualTo(40);
        assertThat(gauge("last.refresh.timestamp.seconds", "vault"))
                .isEqualTo((double) HandClock.START.getEpochSecond());
        assertThat(gauge("next.due.timestamp.seconds", "vault"))
                .isEqualTo((double) (HandClock.START.getEpochSecond() + 41));
        assertThat(gauge("usable", "vault")).isEqualTo(1);
        assertThat(gauge("findings", "vault")).isEqualTo(1);
        assertThat(meters.get("serai.secrets.refresh.failures")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void measuresNothingThatWasForgotten() {
        SecretStore store = store(vault);
        SecretMetrics metrics = new SecretMetrics(store, meters);
        assertThatThrownBy(() -> store.get("mistyped")).isInstanceOf(SecretUnavailableException.class);
        metrics.update();
        assertThat(meters.find("serai.secrets.usable").tag("secret", "mistyped").gauge())
                .isNotNull();
        clock.advance(Duration.ofMinutes(11));
        store.tick();
        metrics.update();

        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void measuresUnderTheBackendThatGivesTheSecret() {
        SecretStore store = store(vault);
        SecretMetrics metrics = new SecretMetrics(store, meters);
        store.get("token");
        metrics.update();
        store.change(SecretsSettings.defaults(), new Backends(List.of(new FakeBackend("aws").with("token", "new"))));
        metrics.update();

        assertThat(gauge("usable", "aws")).isEqualTo(1);
        assertThat(meters.find("serai.secrets.usable").tag("backend", "vault").gauge())
                .isNull();
    }

    @Test
    void isNotReadyOnceASecretInUseIsPastItsGrace() {
        SecretStore store = store(vault);
        SecretHealth health = new SecretHealth(store);
        store.get("token");
        vault.fail(Reason.UNREACHABLE);
        clock.advance(Duration.ofMinutes(59));
        store.tick();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        clock.advance(Duration.ofMinutes(1));

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(String.valueOf(health.health().getDetails().get("token")))
                .contains("backend=vault", "version=1", "usable=false", "lastError=unreachable: told to fail");
    }

    @Test
    void staysReadyWithoutASecretThatWasNeverThere() {
        SecretStore store = store(vault);
        try {
            store.get("nothing");
        } catch (SecretUnavailableException e) {
            assertThat(e).hasMessageContaining("nothing");
        }
        assertThat(new SecretHealth(store).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void findsACertificateThatEndsSoon() throws IOException {
        String pem = Files.readString(Path.of("src/test/resources/secrets/ends-2026-03-20.pem"));
        vault.with("tls", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + pem);
        SecretStore store = store(vault);
        store.get("tls");

        assertThat(store.status("tls").orElseThrow().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("ends at 2026-03-20"));
        store.tick();
        assertThat(events).extracting(SecretEvent::kind).contains(SecretEvent.Kind.OVERDUE);
        clock.advance(Duration.ofDays(30));
        assertThat(store.status("tls").orElseThrow().findings().getFirst().message())
                .contains("has ended at 2026-03-20");
    }

    @Test
    void theQueueOfEventsIsBoundedAndCountsWhatItLost() {
        SecretEventQueue queue = new SecretEventQueue();
        SecretEvent event = new SecretEvent(SecretEvent.Kind.NEW_VERSION, "token", "vault", "1", "");
        for (int i = 0; i < 1_030; i++) {
            queue.happened(event);
        }
        assertThat(queue.takeLost()).isEqualTo(6);
        assertThat(queue.takeLost()).isZero();
        assertThat(queue.poll()).isEqualTo(Optional.of(event));
    }

    @Test
    void aValueShowsNowhere() throws IOException {
        String canary = "CANARY-f4c1d2e3b5a6";
        Path file = home.resolve("secrets/canary");
        Files.createDirectories(file.getParent());
        put(file, "{\"field\": \"" + canary + "\"}");
        FileBackend files = new FileBackend(home, List.of(), Map.of(), path -> Mounts.Kind.ORDINARY);
        List<Object> seen = new ArrayList<>();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = loggers.getLogger("ROOT");
        Level before = root.getLevel();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        try {
            SecretEventQueue queue = new SecretEventQueue();
            SecretStore store = new SecretStore(
                    SecretsSettings.defaults(), new Backends(List.of(files)), queue, clock, Runnable::run, () -> 0.5);
            SecretMetrics metrics = new SecretMetrics(store, meters);
            LoggerFactory.getLogger("control").trace("control");
            use(store, seen);
            put(file, "{\"field\": \"" + canary + "2\"}");
            clock.advance(Duration.ofSeconds(30));
            store.tick();
            use(store, seen);
            for (String broken : List.of("{{" + canary, "no json " + canary, "{\"field\": [\"" + canary + "\"]}")) {
                put(file, broken);
                clock.advance(Duration.ofHours(2));
                store.tick();
                use(store, seen);
            }
            attempt(() -> store.write("canary", ("{{" + canary).getBytes(StandardCharsets.UTF_8)), seen);
            metrics.update();
            seen.add(new SecretHealth(store).health());
            meters.forEachMeter(meter -> seen.add(describe(meter)));
            for (Optional<SecretEvent> event = queue.poll(); event.isPresent(); event = queue.poll()) {
                seen.add(event);
            }
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
        log.list.forEach(event -> seen.add(event.getFormattedMessage()
                + (event.getThrowableProxy() == null
                        ? ""
                        : event.getThrowableProxy().getMessage())));

        assertThat(log.list).extracting(ILoggingEvent::getMessage).contains("control");
        String hidden = canary.substring(0, 12);
        assertThat(seen.toString())
                .contains("no JSON object")
                .doesNotContain(hidden)
                .doesNotContain(Base64.getEncoder().encodeToString(hidden.getBytes(StandardCharsets.UTF_8)))
                .doesNotContain(HexFormat.of().formatHex(hidden.getBytes(StandardCharsets.UTF_8)));
    }

    private static void put(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Asks in every way there is, and keeps all that can be printed of it. */
    private static void use(SecretStore store, List<Object> seen) {
        for (String name : List.of("canary", "canary#field", "canary#other")) {
            attempt(() -> seen.add(store.get(name)), seen);
            attempt(() -> seen.add(store.accepted(name)), seen);
            attempt(() -> seen.add(store.renewed(name, store.get(name))), seen);
        }
        seen.add(store.statuses());
        seen.add(store);
    }

    private static void attempt(Runnable use, List<Object> seen) {
        try {
            use.run();
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            seen.add(trace);
        }
    }

    private static String describe(Meter meter) {
        return meter.getId() + " " + meter.measure();
    }
}
