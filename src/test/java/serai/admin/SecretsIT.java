package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import serai.secrets.Secret;
import serai.secrets.Secrets;

/** Secrets of a running gateway, as its operator sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsIT {

    private static final String CANARY = "CANARY-0d9c8b7a6f5e";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final StringWriter screen = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // before all tests
    private LiveGateway gateway;

    @BeforeAll
    void start() throws IOException {
        configure("refresh: 1s");
        gateway = LiveGateway.start(
                Map.of("spring.config.additional-location", directory.toUri().toString()));
    }

    private void configure(String secrets) throws IOException {
        Files.writeString(directory.resolve("application.yaml"), "serai: {secrets: {" + secrets + "}}");
    }

    @BeforeEach
    void forget() {
        List.of(out, err, screen).forEach(writer -> writer.getBuffer().setLength(0));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new SecretsCommand(), new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == SecretsCommand.Get.class
                        ? type.cast(new SecretsCommand.Get(() -> Optional.of(new PrintWriter(screen, true))))
                        : CommandLine.defaultFactory().create(type);
            }
        });
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, call) -> {
                    err.append(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    private String[] at(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = gateway.home.toString();
        return all;
    }

    private void put(String name, String value) throws IOException {
        Path file = gateway.home.resolve("secrets").resolve(name);
        Files.createDirectories(file.getParent());
        Path draft = Files.writeString(file.resolveSibling("draft"), value);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private String management(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = gateway.management(path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private long records(String event) throws IOException {
        return ChildGateway.auditLines(gateway.home).stream()
                .filter(line -> line.contains("\"kind\":\"SECRET\"") && line.contains("\"event\":\"" + event + "\""))
                .count();
    }

    @Test
    void listsTheGatewaysOwnKeys() {
        assertThat(run(at("list"))).isZero();
        assertThat(out.toString()).contains("kek", "audit-hmac", "privacy-hmac", "file", "usable");
    }

    @Test
    void printsJson() throws IOException {
        assertThat(run(at("list", "--json"))).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).path("secrets").findValuesAsText("name"))
                .contains("kek");
    }

    @Test
    void checksAndFindsNothingOrSomething() throws IOException {
        assertThat(run(at("check", "no-such-secret"))).isEqualTo(1);
        assertThat(out.toString()).contains("unreadable no-such-secret: ").doesNotContain("kek");
        put("no-such-secret", "now there is");
        eventually(() -> run(at("get", "no-such-secret")) == 0);
        assertThat(run(at("check", "../kek"))).isEqualTo(2);
    }

    @Test
    void showsReadinessAndMetricsOfEachSecret() throws Exception {
        gateway.bean(Secrets.class).get("kek");

        assertThat(management("/health/ready")).contains("\"secrets\"", "\"kek\"", "\"ageSeconds\"", "\"nextDue\"");
        eventually(() -> management("/metrics").contains("serai_secrets_usable{backend=\"file\",secret=\"kek\"} 1.0"));
    }

    @Test
    void putsEachNewVersionOnRecord() throws Exception {
        eventually(() -> records("new-version") >= 3);
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    @Test
    void changedSettingsTakeEffectWithoutARestart() throws Exception {
        Path moved = Files.writeString(
                Files.createDirectory(directory.resolve("moved")).resolve("moved"), "value");
        Files.setPosixFilePermissions(moved, PosixFilePermissions.fromString("rw-------"));
        assertThat(run(at("get", "moved"))).isEqualTo(1);

        configure("refresh: 1s, file: {directories: [" + moved.getParent() + "]}");
        eventually(() -> run(at("get", "moved")) == 0);
        configure("refresh: 1s, backend: cyberark");
        Secret kek = gateway.bean(Secrets.class).get("kek");
        configure("refresh: 1s, file: {directories: []}");
        eventually(() -> run(at("check")) == 1);

        assertThat(gateway.bean(Secrets.class).get("kek").version()).isEqualTo(kek.version());
    }

    @Test
    void rotatesAKeyOfItsOwnAndTellsItsHistory() throws IOException {
        long before = records("rotation");

        assertThat(run(at("rotate", "audit-hmac"))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("VERSION", "pending", "current", "next step: ");
        forget();
        assertThat(run(at("history", "audit-hmac"))).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("next step: ")
                .containsPattern("T\\d\\d:\\d\\d:\\d\\dZ")
                .doesNotContainPattern("\\.\\d+Z");
        assertThat(records("rotation")).isGreaterThan(before);
    }

    @Test
    void undoesARotationAndSaysWhenThereIsNone() throws IOException {
        assertThat(run(at("rotate", "privacy-hmac"))).as(err.toString()).isZero();
        forget();
        assertThat(run(at("rotate", "privacy-hmac", "--abort", "--json")))
                .as(err.toString())
                .isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).findValuesAsText("phase"))
                .hasSize(2)
                .contains("current")
                .containsAnyOf("retired", "previous")
                .doesNotContain("pending");
        assertThat(run(at("rotate", "dev-issuer", "--abort"))).isEqualTo(1);
        assertThat(err.toString()).contains("no rotation of 'dev-issuer' is under way");
    }

    @Test
    void readsASecretAgainThatSomebodyElseRotates() throws IOException {
        put("siem-token", "first");

        assertThat(run(at("rotate", "siem-token", "--json"))).as(err.toString()).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).path("kind").asText())
                .isEqualTo("external");
        assertThat(run(at("rotate", "siem-token", "--abort"))).isEqualTo(1);
    }

    @Test
    void rotatesNothingThatIsNotThereOrNoName() {
        assertThat(run(at("rotate", "never-stored"))).isEqualTo(1);
        assertThat(run(at("history", "never-stored"))).isEqualTo(1);
        assertThat(err.toString()).contains("never-stored");
        assertThat(run(at("history", "../kek"))).isEqualTo(2);
        assertThat(run(at("rotate", "KEK"))).isEqualTo(2);
        assertThat(run(at("rotate"))).isEqualTo(2);
    }

    @Test
    void revealsNothingButOnATerminal() {
        int code = new CommandLine(new SecretsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(at("get", "kek", "--reveal"));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("terminal only");
    }

    @Test
    void aValueShowsNowhereButOnTheTerminalThatAskedForIt() throws Exception {
        put("canary", CANARY);
        List<String> logged = new CopyOnWriteArrayList<>();
        ListAppender<ILoggingEvent> log = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent event) {
                logged.add(event.getLoggerName() + ": " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage()));
            }
        };
        LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        Map<Logger, Level> levels = new java.util.HashMap<>();
        loggers.getLoggerList().stream()
                .filter(logger -> logger.getLevel() != null)
                .forEach(logger -> levels.put(logger, logger.getLevel()));
        Logger root = loggers.getLogger("ROOT");
        List<ch.qos.logback.core.Appender<ILoggingEvent>> others = new java.util.ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        log.start();
        root.addAppender(log);
        levels.keySet().stream().filter(logger -> logger != root).forEach(logger -> logger.setLevel(null));
        root.setLevel(Level.TRACE);
        String ready;
        String metrics;
        try {
            assertThat(run(at("get", "canary"))).as(err.toString()).isZero();
            assertThat(run(at("check", "canary"))).as(out.toString()).isIn(0, 1);
            assertThat(run(at("get", "canary", "--reveal"))).as(err.toString()).isZero();
            long before = records("new-version");
            put("canary", CANARY + "-2");
            eventually(() -> records("new-version") > before);
            put("canary", "{{" + CANARY);
            eventually(() -> records("failure") >= 1);
            ready = management("/health/ready");
            metrics = management("/metrics");
        } finally {
            root.detachAppender(log);
            others.forEach(root::addAppender);
            levels.forEach(Logger::setLevel);
        }

        assertThat(screen.toString()).contains(CANARY).contains("receipt");
        assertThat(records("reveal")).isEqualTo(1);
        assertThat(logged).hasSizeGreaterThan(100);
        String everything = String.join("\n", logged)
                + out
                + err
                + ready
                + metrics
                + String.join("\n", ChildGateway.auditLines(gateway.home));
        String base64 =
                Base64.getEncoder().encodeToString(CANARY.substring(0, 12).getBytes(StandardCharsets.UTF_8));
        assertThat(everything.lines().filter(line -> line.contains("CANARY-0d9c") || line.contains(base64)))
                .isEmpty();
    }
}
