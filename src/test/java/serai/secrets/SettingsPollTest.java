package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsPollTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(SettingsPoll.class);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final FakeBackend vault = new FakeBackend("vault").with("token", "from-vault");
    private final FakeBackend aws = new FakeBackend("aws").with("token", "from-aws");
    private final AtomicInteger opened = new AtomicInteger();
    private final BackendFactory clouds = new BackendFactory() {
        @Override
        public Set<String> names() {
            return Set.of("vault", "aws");
        }

        @Override
        public SecretBackend open(String name, Binder settings) {
            opened.incrementAndGet();
            if (settings.bind("serai.secrets.aws.region", String.class)
                    .orElse("")
                    .equals("nowhere")) {
                throw new IllegalArgumentException("serai.secrets.aws.region is no region");
            }
            return name.equals("aws") ? aws : vault;
        }
    };

    private final HandClock clock = new HandClock();
    private final Map<String, String> file = new HashMap<>(Map.of("serai.secrets.backend", "vault"));
    private final BackendOpener opener = new BackendOpener(Path.of("target/no-home"), Map.of(), Optional.of(clouds));
    private final SecretStore store = new SecretStore(
            SecretsSettings.defaults(),
            opener.open(binder().bindOrCreate("serai.secrets", SecretsSettings.class), binder()),
            SecretEvents.none(),
            clock,
            Runnable::run,
            () -> 0.5);
    private final SettingsPoll poll = new SettingsPoll(this::binder, opener, store, SettingsSource.section(binder()));

    @TempDir
    private Path directory;

    private Binder binder() {
        return new Binder(new MapConfigurationPropertySource(file));
    }

    private static String text(Secret secret) {
        return secret.use(bytes -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }

    @BeforeEach
    void listen() {
        log.start();
        LOG.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        LOG.detachAppender(log);
    }

    @Test
    void switchesTheBackendOnceAChangeWasSeenTwice() {
        store.get("token");
        file.put("serai.secrets.backend", "aws");

        poll.poll();
        assertThat(text(store.get("token"))).isEqualTo("from-vault");
        poll.poll();
        assertThat(text(store.get("token"))).isEqualTo("from-aws");
        assertThat(vault.closed).isTrue();
    }

    @Test
    void refusesASettingThatIsNotKnown() {
        file.remove("serai.secrets.backend");
        file.put("serai.secrets.bakend", "aws");
        poll.poll();
        poll.poll();

        assertThat(vault.closed).isFalse();
        assertThat(log.list.getLast().getFormattedMessage()).contains("a setting that is not known");
    }

    @Test
    void takesEachKnownSettingHoweverItIsSpelt() {
        file.put("serai.secrets.maxAge", "30d");
        file.put("serai.secrets.start-timeout", "5s");
        file.put("serai.secrets.rotate-every.kek", "30d");
        file.put("serai.secrets.aws.region", "eu-central-1");
        poll.poll();
        poll.poll();

        assertThat(log.list.getLast().getFormattedMessage()).contains("are in effect");
    }

    @Test
    void leavesEverythingAloneWhileNothingChanges() {
        Secret token = store.get("token");
        for (int i = 0; i < 5; i++) {
            poll.poll();
        }
        assertThat(store.get("token")).isSameAs(token);
        assertThat(vault.closed).isFalse();
    }

    @Test
    void aFileThatIsHalfWrittenChangesNothing() {
        store.get("token");
        file.clear();
        poll.poll();
        file.put("serai.secrets.backend", "vault");
        poll.poll();
        poll.poll();

        assertThat(vault.closed).isFalse();
        assertThat(log.list).isEmpty();
    }

    @Test
    void saysOnceThatAChangeIsNotUsableAndKeepsWhatWas() {
        for (Map<String, String> bad : List.of(
                Map.of("serai.secrets.backend", "cyberark"),
                Map.of("serai.secrets.backend", "vault,vault"),
                Map.of("serai.secrets.backend", "vault", "serai.secrets.refresh", "soon"),
                Map.of("serai.secrets.backend", "vault", "serai.secrets.grace", "0s"),
                Map.of("serai.secrets.backend", "aws", "serai.secrets.aws.region", "nowhere"))) {
            log.list.clear();
            file.clear();
            file.putAll(bad);
            for (int i = 0; i < 6; i++) {
                poll.poll();
            }
            assertThat(log.list).as(bad.toString()).hasSize(1);
            assertThat(log.list.getFirst().getFormattedMessage())
                    .contains("those before stay")
                    .doesNotContain("\n");
        }
        assertThat(text(store.get("token"))).isEqualTo("from-vault");
        assertThat(vault.closed).isFalse();
    }

    @Test
    void triesAChangeOnce() {
        file.put("serai.secrets.backend", "vault,aws");
        file.put("serai.secrets.aws.region", "nowhere");
        int before = opened.get();
        for (int i = 0; i < 6; i++) {
            poll.poll();
        }
        assertThat(opened.get() - before).isEqualTo(1);
    }

    @Test
    void takesAChangeBack() {
        store.get("token");
        file.put("serai.secrets.backend", "cyberark");
        poll.poll();
        poll.poll();
        file.put("serai.secrets.backend", "aws");
        poll.poll();
        poll.poll();

        assertThat(text(store.get("token"))).isEqualTo("from-aws");
    }

    @Test
    void namesTheBackendsItKnows() {
        BackendOpener alone = new BackendOpener(directory, Map.of(), Optional.empty());
        SecretsSettings settings = binder().bindOrCreate("serai.secrets", SecretsSettings.class);

        assertThatThrownBy(() -> alone.open(settings, binder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("serai.secrets.backend")
                .hasMessageContaining("[file]");
    }

    @Test
    void readsTheFilesAnewAndWhatWasGivenBesidesAsItWas() throws IOException {
        Path yaml = Files.writeString(
                directory.resolve("application.yaml"), "serai: {secrets: {backend: vault, refresh: 5s}}");
        StandardEnvironment running = new StandardEnvironment();
        running.getPropertySources()
                .addFirst(new MapPropertySource(
                        "commandLineArgs",
                        Map.of("spring.config.location", directory.toUri().toString(), "serai.secrets.grace", "2h")));
        SettingsSource source = SettingsSource.of(running);
        assertThat(SettingsSource.section(source.read()))
                .containsEntry("backend", "vault")
                .containsEntry("refresh", "5s")
                .containsEntry("grace", "2h");

        Files.writeString(yaml, "serai: {secrets: {backend: [aws, file]}}");
        assertThat(source.read()
                        .bindOrCreate("serai.secrets", SecretsSettings.class)
                        .backend())
                .containsExactly("aws", "file");
        Files.writeString(yaml, "serai: {secrets: {");
        assertThatThrownBy(source::read).isInstanceOf(RuntimeException.class);
    }
}
