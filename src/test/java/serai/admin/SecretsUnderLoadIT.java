package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import serai.admin.SteadyLoad.Result;
import serai.edge.GatewayNote;
import serai.intake.DevIssuer;
import serai.query.Home;
import serai.secrets.BackendFactory;
import serai.secrets.KeyUse;
import serai.secrets.Rotation;
import serai.secrets.RotationPlan;
import serai.secrets.RotationTimes;
import serai.secrets.SecretBackend;
import serai.secrets.SecretKind;
import serai.secrets.SecretPlace;
import serai.secrets.SecretPlace.Trouble;
import serai.secrets.SecretStatus;
import serai.secrets.SecretStatuses;
import serai.secrets.Secrets;
import serai.secrets.routes.CloudFixture;
import serai.secrets.routes.FakeAws;
import serai.secrets.routes.FakeAzure;
import serai.secrets.routes.FakeGcp;
import serai.secrets.routes.FakeVault;
import serai.secrets.routes.SecretRoutes;

/** One gateway that serves several clients over HTTPS while its secrets rotate, their backend fails, and another takes over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretsUnderLoadIT {

    private static final int ROTATIONS = 20;
    /** Shorter than the gateway may take to learn of a new key, so it meets refusals too. */
    private static final Duration OVERLAP = Duration.ofSeconds(1);

    private static final Duration BETWEEN_MODEL_KEYS = Duration.ofMillis(2_500);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final String MODEL_KEY = "openai-api-key";
    private static final List<String> KEYS = List.of("kek", "audit-hmac", "privacy-hmac");
    private static final List<String> ALL = List.of("kek", "audit-hmac", "privacy-hmac", MODEL_KEY);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(1);

    private final Clock clock = Clock.systemUTC();
    private final LoopbackAuthority authority = new LoopbackAuthority();
    private final Map<String, String> papers = new ConcurrentHashMap<>();
    private FakeVault vault;
    private FakeAws aws;
    private FakeAzure azure;
    private FakeGcp gcp;
    private KeyedModel model;
    private LiveGateway gateway;

    @TempDir
    private static Path directory;

    @BeforeAll
    void start() throws IOException {
        vault = new FakeVault();
        aws = new FakeAws();
        azure = new FakeAzure();
        gcp = new FakeGcp();
        model = new KeyedModel();
        model.issue("sk-0", OVERLAP);
        vault.put(MODEL_KEY, "sk-0");
        replace(directory.resolve("server.pem"), authority.issue(100));
        configure("vault");
        gateway = LiveGateway.start(settings(), this::addFakes);
        upload("before");
    }

    private void configure(String backend) throws IOException {
        replace(directory.resolve("application.yaml"), """
                serai:
                  secrets:
                    backend: %s
                    refresh: 1s
                    overlap: 2s
                    grace: 5s
                    vault: {address: "%s", auth: token, token: %s}
                    aws: {region: eu-central-1, endpoint-override: "%s", prefix: serai/}
                """.formatted(
                        backend, vault.address(), FakeVault.TOKEN, aws.address()));
    }

    private Map<String, String> settings() {
        String pem = directory.resolve("server.pem").toUri().toString();
        return Map.of(
                "spring.config.additional-location", directory.toUri().toString(),
                "server.ssl.bundle", "serai",
                "spring.ssl.bundle.pem.serai.keystore.certificate", pem,
                "spring.ssl.bundle.pem.serai.keystore.private-key", pem,
                "spring.ssl.bundle.pem.serai.reload-on-update", "true",
                "spring.ssl.bundle.watch.file.quiet-period", "300ms",
                "serai.model.name", "openai",
                "serai.model.models.openai.base-url", model.address(),
                "serai.model.models.openai.model", "m",
                "serai.model.models.openai.trust-zone", "inside");
    }

    /** Azure and Google take no other address than their own, nor a server without TLS, by settings. */
    private void addFakes(ConfigurableApplicationContext context) {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "unimportant");
        ((GenericApplicationContext) context)
                .registerBean("fakedBackends", BackendFactory.class, Fakes::new, bean -> bean.setPrimary(true));
    }

    private final class Fakes implements BackendFactory {

        @Override
        public Set<String> names() {
            return SecretRoutes.names();
        }

        @Override
        public SecretBackend open(String name, Binder settings) {
            return switch (name) {
                case "azure" -> CloudFixture.azure(azure, ANSWER);
                case "gcp" -> CloudFixture.gcp(gcp.address(), ANSWER);
                default -> SecretRoutes.open(name, settings, Path.of("routes"));
            };
        }
    }

    @AfterAll
    void stop() {
        gateway.close();
        model.close();
        List.<SecretPlace>of(vault, aws, azure, gcp).forEach(SecretPlace::close);
    }

    private static void replace(Path file, String content) throws IOException {
        Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".draft"), content);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private URI address() {
        return URI.create("https://127.0.0.1:" + gateway.port());
    }

    private SteadyLoad load() {
        return SteadyLoad.start(
                address(),
                authority.client(),
                () -> gateway.token("keeper"),
                Objects.requireNonNull(papers.get("before")));
    }

    private GatewayClient operator() {
        GatewayNote note = GatewayNote.find(new Home(gateway.home)).orElseThrow();
        return new GatewayClient(URI.create(note.address()), note.credential());
    }

    private void upload(String name) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("papers"));
        Path paper = Files.writeString(
                folder.resolve(name + ".md"), "# Paper " + name + "\n\nThe paper " + name + " tells of a caravan.\n");
        try (GatewayClient client = operator()) {
            Uploader uploader = new Uploader(client, Map.of(), "public");
            IngestSummary summary = uploader.upload(
                    new FileCollector().collect(List.of(paper)),
                    new Progress(new PrintWriter(Writer.nullWriter()), false, 1));
            assertThat(summary.stored()).as(summary.toString()).isEqualTo(1);
            papers.put(name, uploader.documents().getFirst());
        }
    }

    private static void say(String what) {
        System.out.println("secrets under load: " + what);
    }

    private static void assertNoneFailed(SteadyLoad load) {
        assertThat(load.failures().stream().limit(5)).as(load.figures()).isEmpty();
    }

    @Test
    @Order(1)
    void noRequestFailsWhileEverySecretRotatesTwentyTimes() throws Exception {
        Instant begun = clock.instant();
        try (GatewayClient operator = operator();
                SteadyLoad load = load();
                ExecutorService drivers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            KEYS.forEach(key -> all.add(drivers.submit(() -> rotateKey(operator, key, () -> {}))));
            Rotation replica = replica();
            all.add(drivers.submit(
                    () -> rotateKey(operator, DevIssuer.SECRET, () -> replica.resume(DevIssuer.SECRET))));
            all.add(drivers.submit(this::rotateModelKey));
            all.add(drivers.submit(() -> rotateCertificate()));
            all.add(drivers.submit(() -> ingestMeanwhile()));
            for (Future<?> driver : all) {
                driver.get();
            }
            for (String key : KEYS) {
                await().atMost(LONG).pollInterval(OFTEN).until(() -> isSettled(operator, key));
            }
            assertNoneFailed(load);
            say("rotation: " + load.figures() + "; " + model.answered() + " model calls, " + model.refused()
                    + " with a key that the model refused; "
                    + Duration.between(begun, clock.instant()).toSeconds() + " s");
            assertThat(keyVersions()).containsExactly(current(operator, "kek").orElseThrow());
            papers.forEach((name, document) -> assertThat(
                            found(operator, "Paper " + name).findValuesAsText("documentId"))
                    .as(name)
                    .contains(document));
            say(papers.size() + " papers, stored before and meanwhile, are found and opened under the last kek alone");
        }
    }

    /**
     * Another replica, for which tokens live 9 seconds instead of eight hours: the gateway's own would keep each key for
     * those, and seven previous ones at most.
     */
    private Rotation replica() {
        return new Rotation(
                DevIssuer.of(new Home(gateway.home), clock).backend(),
                gateway.bean(Secrets.class),
                Map.of(DevIssuer.SECRET, new RotationPlan(SecretKind.GENERATED, DevIssuer.hook(), Optional.empty())),
                new RotationTimes(Duration.ofSeconds(2), Duration.ofSeconds(9), Duration.ofSeconds(5)),
                KeyUse.none(),
                event -> {},
                clock);
    }

    private static JsonNode versions(GatewayClient operator, String key) {
        return operator.get("/v1/secrets/" + key + "/rotation").body().path("versions");
    }

    /** Empty when the gateway could not ask its backend in time. */
    private static Optional<String> current(GatewayClient operator, String key) {
        for (JsonNode version : versions(operator, key)) {
            if (version.path("phase").asText().equals("current")) {
                return Optional.of(version.path("version").asText());
            }
        }
        return Optional.empty();
    }

    private static boolean isSettled(GatewayClient operator, String key) {
        List<String> phases = versions(operator, key).findValuesAsText("phase");
        return !phases.isEmpty()
                && phases.stream().allMatch(phase -> phase.equals("current") || phase.equals("retired"));
    }

    private static void rotateKey(GatewayClient operator, String key, Runnable also) {
        for (int i = 0; i < ROTATIONS; i++) {
            String before = await().atMost(LONG)
                    .until(() -> current(operator, key), Optional::isPresent)
                    .orElseThrow();
            await().atMost(LONG).pollInterval(OFTEN).until(() -> {
                also.run();
                return operator.post("/v1/secrets/" + key + "/rotation", Map.of())
                        .succeeded();
            });
            await().atMost(LONG).pollInterval(OFTEN).until(() -> {
                also.run();
                return current(operator, key).filter(now -> !now.equals(before)).isPresent();
            });
        }
        say(key + " rotated " + ROTATIONS + " times");
    }

    private void rotateModelKey() {
        for (int i = 1; i <= ROTATIONS; i++) {
            String key = "sk-" + i;
            Instant put = clock.instant();
            model.issue(key, OVERLAP);
            vault.put(MODEL_KEY, key);
            await().atMost(LONG).until(() -> clock.instant().isAfter(put.plus(BETWEEN_MODEL_KEYS)));
        }
        say(MODEL_KEY + " rotated " + ROTATIONS + " times");
    }

    private boolean rotateCertificate() throws IOException {
        for (long serial = 101; serial <= 100 + ROTATIONS; serial++) {
            long expected = serial;
            replace(directory.resolve("server.pem"), authority.issue(serial));
            await().atMost(LONG).pollInterval(OFTEN).until(() -> servedSerial() == expected);
        }
        say("the certificate rotated " + ROTATIONS + " times");
        return true;
    }

    private long servedSerial() throws IOException {
        try (SSLSocket socket =
                (SSLSocket) authority.client().getSocketFactory().createSocket("127.0.0.1", gateway.port())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSerialNumber()
                    .longValueExact();
        }
    }

    private boolean ingestMeanwhile() throws IOException {
        for (int i = 0; i < ROTATIONS; i++) {
            Instant begun = clock.instant();
            upload("meanwhile-" + i);
            await().atMost(LONG).until(() -> clock.instant().isAfter(begun.plusSeconds(2)));
        }
        return true;
    }

    private static JsonNode found(GatewayClient operator, String question) {
        return operator.post("/v1/search", Map.of("question", question, "limit", 20))
                .body();
    }

    private List<String> keyVersions() {
        return new JdbcTemplate(gateway.bean(DataSource.class))
                .queryForList("select distinct key_version from document where data_key is not null", String.class);
    }

    @Test
    @Order(2)
    void servesThroughTheGraceThenRefusesAndRecoversWhenTheBackendFails() {
        for (Trouble trouble :
                List.of(Trouble.DOWN, Trouble.SLOW, Trouble.MALFORMED, Trouble.DENIED, Trouble.THROTTLED)) {
            try (SteadyLoad load = load()) {
                await().atMost(LONG).until(() -> load.lastAre(Result::succeeded));
                Instant begun = clock.instant();
                vault.fail(trouble);
                await().atMost(LONG).until(() -> load.lastAre(Result::isUnavailable));
                Instant confirmed = firstConfirmed();
                Instant over = clock.instant();
                vault.fail(Trouble.NONE);
                await().atMost(LONG).until(() -> load.lastAre(Result::succeeded));
                Instant recovered = clock.instant();
                assertThat(load.failures()).as(load.figures()).allMatch(Result::isUnavailable);
                assertThat(load.failures())
                        .extracting(Result::ended)
                        .as("served through the grace")
                        .allMatch(ended -> !ended.isBefore(confirmed.plus(GRACE)));
                say("%s: refused from %d ms on, well again %d ms after the backend; %s"
                        .formatted(
                                trouble,
                                Duration.between(
                                                begun,
                                                load.failures().getFirst().ended())
                                        .toMillis(),
                                Duration.between(over, recovered).toMillis(),
                                load.figures()));
            }
        }
    }

    /** When the backend last confirmed the secret that it confirmed longest ago. */
    private Instant firstConfirmed() {
        return gateway.bean(SecretStatuses.class).statuses().stream()
                .filter(status -> ALL.contains(status.name()))
                .map(status -> status.lastRefresh().orElseThrow())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    @Test
    @Order(3)
    void noRequestFailsWhileTheBackendIsSwitched() throws IOException {
        copySecrets();
        try (SteadyLoad load = load()) {
            await().atMost(LONG).until(() -> load.lastAre(Result::succeeded));
            for (String backend : List.of("aws", "azure", "gcp", "file", "vault")) {
                Instant begun = clock.instant();
                configure(backend);
                await().atMost(LONG).until(() -> allFrom(backend));
                say("switched to " + backend + " within "
                        + Duration.between(begun, clock.instant()).toMillis() + " ms");
            }
            await().atMost(LONG).until(() -> load.lastAre(Result::succeeded));
            assertNoneFailed(load);
            say("switch: " + load.figures());
        }
    }

    private boolean allFrom(String backend) {
        Map<String, String> found = new HashMap<>();
        for (SecretStatus status : gateway.bean(SecretStatuses.class).statuses()) {
            found.put(status.name(), status.backend());
        }
        return ALL.stream().allMatch(name -> backend.equals(found.get(name)));
    }

    private void copySecrets() throws IOException {
        Path keys = Files.createDirectories(gateway.home.resolve("keys"));
        Path secrets = Files.createDirectories(gateway.home.resolve("secrets"));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
        try (SecretBackend present = CloudFixture.vault(vault.address(), ANSWER)) {
            for (String name : ALL) {
                byte[] value = present.read(name).<byte[]>use(byte[]::clone);
                List.<SecretPlace>of(aws, azure, gcp).forEach(place -> place.put(name, value));
                Path file = KEYS.contains(name) ? keys.resolve(name + ".key") : secrets.resolve(name);
                replace(file, new String(value, StandardCharsets.UTF_8));
            }
        }
    }
}
