package serai.secrets.routes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import serai.secrets.SecretBackend;
import serai.secrets.SecretBackendContract;
import serai.secrets.SecretBackendException;
import serai.secrets.SecretPlace;
import serai.secrets.SecretPlace.Trouble;

/** With the gateway's own log settings and everything else at TRACE, no log holds a value or a token. */
final class NoSecretInLogsTest {

    private static final Duration ANSWER = Duration.ofSeconds(3);

    private static final class Kept extends AppenderBase<ILoggingEvent> {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + thrown);
        }
    }

    private final LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Kept kept = new Kept();

    @BeforeEach
    void keepEverything() throws JoranException {
        logs.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(logs);
        configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback-spring.xml")));
        ch.qos.logback.classic.Logger root = logs.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(Level.TRACE);
        kept.setContext(logs);
        kept.start();
        root.addAppender(kept);
    }

    @AfterEach
    void logAsBefore() throws JoranException {
        logs.reset();
        new ContextInitializer(logs).autoConfig();
    }

    private static void use(SecretPlace place, SecretBackend backend) {
        String canary = SecretBackendContract.CANARY;
        byte[] value = canary.getBytes(StandardCharsets.UTF_8);
        place.put("put", canary);
        place.put("object", "{\"password\": \"" + canary + "\"}");
        for (Trouble trouble : new Trouble[] {Trouble.NONE, Trouble.MALFORMED, Trouble.DENIED, Trouble.DOWN}) {
            place.fail(trouble);
            attempt(() -> backend.read("put"));
            attempt(() -> backend.read("object"));
            attempt(() -> backend.describe("put"));
            attempt(() -> backend.write("new", value));
            attempt(() -> backend.write("new", value));
        }
        backend.close();
        place.close();
    }

    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (SecretBackendException e) {
            assertThat(e).hasMessageNotContaining(SecretBackendContract.CANARY);
        }
    }

    private void assertThatNothingWasTold(String... others) {
        Set<String> secrets = new HashSet<>(Set.of(others));
        secrets.add(SecretBackendContract.CANARY);
        assertThat(kept.lines).isNotEmpty();
        assertThat(kept.lines.stream().filter(line -> secrets.stream().anyMatch(line::contains)))
                .isEmpty();
    }

    @Test
    void ofVault() throws IOException {
        FakeVault vault = new FakeVault();
        use(vault, CloudFixture.vault(vault.address(), ANSWER));

        assertThatNothingWasTold(FakeVault.TOKEN);
    }

    @Test
    void ofAws() throws IOException {
        FakeAws aws = new FakeAws();
        use(aws, CloudFixture.aws(aws.address(), ANSWER));

        assertThatNothingWasTold();
    }

    @Test
    void ofAzure() throws IOException {
        FakeAzure azure = new FakeAzure();
        use(azure, CloudFixture.azure(azure, ANSWER));

        assertThatNothingWasTold(FakeAzure.TOKEN);
    }

    @Test
    void ofGcp() throws IOException {
        FakeGcp gcp = new FakeGcp();
        use(gcp, CloudFixture.gcp(gcp.address(), ANSWER));

        assertThatNothingWasTold();
    }
}
