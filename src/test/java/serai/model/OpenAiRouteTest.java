package serai.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import serai.edge.ModelHttp;
import serai.edge.ModelRetry;
import serai.model.ChatRequest.Message;
import serai.secrets.SecretUnavailableException;

class OpenAiRouteTest {

    private static final String KEY = "sk-of-the-test";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Clock clock = Clock.systemUTC();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final ModelSecret secret = new ModelSecret(KEY);
    private FakeOpenAi server;
    private DefaultCamelContext camel;

    @BeforeEach
    void start() throws Exception {
        server = new FakeOpenAi();
        camel = context(server.base(), true);
        log.start();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(log);
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(log);
        camel.stop();
        server.close();
    }

    @Test
    void asksInTheProtocolOfOpenAi() throws Exception {
        server.then(FakeOpenAi.says("Three days [1]."));

        assertThat(ask(camel)).isEqualTo("Three days [1].");

        FakeOpenAi.Received received = server.received().remove();
        JsonNode sent = new ObjectMapper().readTree(received.body());
        assertThat(received.path()).isEqualTo("/v1/chat/completions");
        assertThat(received.header("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(received.header("traceparent")).isEqualTo(TRACE);
        assertThat(received.header("Content-Type")).isEqualTo("application/json");
        assertThat(sent.at("/model").asText()).isEqualTo("gpt-test");
        assertThat(sent.at("/messages/1/content").asText()).isEqualTo("What is \"this\"?");
        assertThat(sent.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(sent.at("/max_tokens").asInt()).isEqualTo(100);
        assertThat(sent.at("/stream").asBoolean()).isFalse();
    }

    @Test
    void sendsNoHeaderOfTheCallerAndFollowsNone() {
        Exchange exchange = exchange(camel);
        exchange.getIn().setHeader("CamelHttpUri", "http://127.0.0.1:1/stolen");
        exchange.getIn().setHeader("CamelHttpPath", "/elsewhere");
        exchange.getIn().setHeader("X-Internal", "secret");
        camel.createProducerTemplate().send("direct:model-openai", exchange);

        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("fine [1]");
        assertThat(server.received().peek().path()).isEqualTo("/v1/chat/completions");
        assertThat(server.received().peek().headers().toString()).doesNotContain("secret");
    }

    @Test
    void sendsNoAuthorizationToAServerWithoutKey() throws Exception {
        try (DefaultCamelContext keyless = context(server.base(), false)) {
            assertThat(ask(keyless)).isEqualTo("fine [1]");
            assertThat(server.received().remove().header("Authorization")).isEmpty();
        }
    }

    @Test
    void keepsNoCookie() {
        server.then(FakeOpenAi.says("one"), FakeOpenAi.says("two"));
        ask(camel);
        ask(camel);
        assertThat(server.received())
                .allSatisfy(received -> assertThat(received.header("Cookie")).isEmpty());
    }

    @Test
    void asksAgainAfterFailuresThatPass() {
        server.then(FakeOpenAi.fails(500), FakeOpenAi.fails(429, "Retry-After", "0"), FakeOpenAi.says("at last"));
        assertThat(ask(camel)).isEqualTo("at last");
        assertThat(server.received()).hasSize(3);
        assertThat(server.received())
                .allSatisfy(received -> assertThat(received.body()).contains("What is"));
        assertThat(server.received())
                .allSatisfy(
                        received -> assertThat(received.header("Authorization")).contains(KEY));
    }

    @Test
    void asksTheServerAtOnceWhenAKeyThatWasAwayIsBack() {
        secret.fail(true);
        for (int i = 0; i < 25; i++) {
            assertThatThrownBy(() -> ask(camel)).hasRootCauseInstanceOf(SecretUnavailableException.class);
        }
        assertThat(server.received()).isEmpty();

        secret.fail(false);
        assertThat(ask(camel)).isEqualTo("fine [1]");
    }

    @Test
    void asksAgainAfterALostConnection() {
        server.then(FakeOpenAi.hangsUp(), FakeOpenAi.says("at last"));
        assertThat(ask(camel)).isEqualTo("at last");
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void givesUpAfterThreeAttempts() {
        server.then(FakeOpenAi.fails(503), FakeOpenAi.fails(503), FakeOpenAi.fails(503), FakeOpenAi.says("too late"));
        assertFails("503");
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void doesNotWaitPastTheDeadline() {
        server.then(FakeOpenAi.fails(429, "Retry-After", "3600"));
        assertFails("429");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void doesNotAskAgainWhenItWasRefused() {
        server.then(FakeOpenAi.fails(400));
        assertFails("400");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void doesNotTryTheSameKeyAgain() {
        for (int status : new int[] {401, 403}) {
            server.received().clear();
            server.then(FakeOpenAi.fails(status));
            assertFails("refused the key");
            assertThat(server.received()).hasSize(1);
        }
        assertThat(secret.forced()).isEqualTo(2);
    }

    @Test
    void triesTheNewKeyWhenTheOldOneIsRefused() {
        secret.rotate("sk-new");
        server.accepts("Bearer sk-new"::equals);

        assertThat(ask(camel)).isEqualTo("fine [1]");

        assertThat(keysSent()).containsExactly("Bearer " + KEY, "Bearer sk-new");
        assertThat(secret.forced()).isEqualTo(1);
    }

    @Test
    void triesTheKeyBeforeWhenTheIssuerIsLate() {
        secret.rotate("sk-new");
        secret.renewed("openai-api-key", secret.get("openai-api-key"));
        server.accepts(("Bearer " + KEY)::equals);

        assertThat(ask(camel)).isEqualTo("fine [1]");

        assertThat(keysSent()).containsExactly("Bearer sk-new", "Bearer " + KEY);
    }

    @Test
    void asksOnceMoreAndNotAgainWhenTheNewKeyIsRefusedToo() {
        secret.rotate("sk-new");
        server.accepts(authorization -> false);

        assertFails("refused the key");

        assertThat(keysSent()).containsExactly("Bearer " + KEY, "Bearer sk-new");
        assertThat(secret.forced()).isEqualTo(1);
    }

    @Test
    void staysWithTheNewKeyWhenTheServerFailsMeanwhile() {
        secret.rotate("sk-new");
        server.accepts("Bearer sk-new"::equals);
        server.then(FakeOpenAi.fails(503), FakeOpenAi.says("at last"));

        assertThat(ask(camel)).isEqualTo("at last");

        assertThat(keysSent()).containsExactly("Bearer " + KEY, "Bearer sk-new", "Bearer sk-new");
    }

    /** Each rotation has every call in flight refused once: no reason to open the circuit. */
    @Test
    void failsNoRequestWhileTheKeyRotatesTwentyTimes() {
        for (int rotation = 1; rotation <= 20; rotation++) {
            String key = "sk-" + rotation;
            secret.rotate(key);
            server.accepts(("Bearer " + key)::equals);
            assertThat(IntStream.range(0, 8).parallel().mapToObj(i -> ask(camel)))
                    .hasSize(8)
                    .containsOnly("fine [1]");
        }
        assertThat(keysSent()).filteredOn("Bearer sk-20"::equals).hasSize(8);
    }

    @Test
    void keepsTheCircuitClosedWhileTheKeyIsWrong() {
        server.accepts(authorization -> false);
        for (int question = 0; question < 12; question++) {
            assertFails("refused the key");
        }
        assertThat(server.received()).hasSize(12);
    }

    private List<String> keysSent() {
        return server.received().stream()
                .map(received -> received.header("Authorization"))
                .toList();
    }

    @Test
    void doesNotAskAgainWhenTheAnswerTakesTooLong() {
        server.then(server.hangs());
        assertFails("");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (FakeOpenAi other = new FakeOpenAi()) {
            for (int status : new int[] {301, 302, 307, 308}) {
                server.then(FakeOpenAi.fails(status, "Location", other.base() + "/chat/completions"));
                assertFails(String.valueOf(status));
            }
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void refusesAnAnswerWithoutEnd() {
        server.then(FakeOpenAi.floods());
        assertFails("bytes");
    }

    @Test
    void refusesWhatIsNoCompletion() {
        for (String body : List.of("{\"choices\":[", "{}", "[]", "{\"choices\":[]}", "\"text\"")) {
            server.then(FakeOpenAi.body("application/json", body));
            assertFails("");
        }
        server.then(FakeOpenAi.body("text/html", "<html>login</html>"));
        assertFails("JSON");
    }

    @Test
    void asksNoMoreOnceTheServerIsKnownToBeDown() {
        for (int call = 0; call < 12; call++) {
            server.then(FakeOpenAi.fails(500));
        }
        for (int question = 0; question < 6; question++) {
            assertFails("");
        }
        assertThat(server.received()).hasSize(10);
        assertFails("OPEN");
    }

    @Test
    void failsWhenNobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (DefaultCamelContext alone = context(URI.create("http://127.0.0.1:" + port + "/v1"), true)) {
            assertThatThrownBy(() -> ask(alone)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void leavesTheKeyNowhere() {
        server.then(FakeOpenAi.fails(400), FakeOpenAi.says("fine"));
        Exchange failed = camel.createProducerTemplate().send("direct:model-openai", exchange(camel));
        Exchange passed = camel.createProducerTemplate().send("direct:model-openai", exchange(camel));
        for (Exchange exchange : List.of(failed, passed)) {
            assertThat(exchange.getMessage().getHeaders().toString()).doesNotContain(KEY);
            assertThat(exchange.getIn().getHeaders().toString()).doesNotContain(KEY);
            assertThat(exchange.getAllProperties().toString()).doesNotContain(KEY);
        }
        assertThat(failed.getException()).isNotNull().message().doesNotContain(KEY);
        assertThat(log.list)
                .noneMatch(event -> event.getFormattedMessage().contains(KEY)
                        || event.getFormattedMessage().contains("What is")
                        || event.getLevel().isGreaterOrEqual(Level.WARN));
    }

    private void assertFails(String message) {
        assertThatThrownBy(() -> ask(camel))
                .satisfies(thrown -> assertThat(String.valueOf(root(thrown).getMessage()))
                        .contains(message)
                        .doesNotContain("upstream-detail", KEY, "What is"));
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }

    private String ask(DefaultCamelContext context) {
        return requireNonNull(
                context.createProducerTemplate().requestBody("direct:model-openai", request(), String.class));
    }

    private Exchange exchange(DefaultCamelContext context) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(request());
        return exchange;
    }

    private ChatRequest request() {
        return new ChatRequest(
                "openai",
                List.of(new Message("system", "Answer."), new Message("user", "What is \"this\"?")),
                "What is \"this\"?",
                List.of(),
                100,
                0,
                clock.instant().plusSeconds(20),
                TRACE);
    }

    private DefaultCamelContext context(URI base, boolean sendKey) throws Exception {
        ModelSettings.Model model = new ModelSettings.Model(
                ModelSettings.TrustZone.OUTSIDE, 3L, base.toString(), "gpt-test", sendKey, 100, 0);
        ModelSettings settings = ModelFixture.settings("openai", Map.of("openai", model));
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("openai", new OpenAi(settings, clock));
        context.getRegistry().bind("modelKeys", new ModelKeys(settings, secret));
        context.getRegistry()
                .bind("modelRetry", new ModelRetry(new RetryRule(clock, new Random(1), Duration.ofMillis(1), 3)));
        context.getRegistry().bind("modelHttp", new ModelHttp());
        Properties properties = new Properties();
        properties.put("serai.model.models.openai.base-url", base.toString());
        context.getPropertiesComponent().setInitialProperties(properties);
        String yaml = java.nio.file.Files.readString(Path.of("routes/models/openai.camel.yaml"))
                .replace("responseTimeout: 20000", "responseTimeout: 500");
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("openai.camel.yaml", yaml));
        context.start();
        return context;
    }
}
