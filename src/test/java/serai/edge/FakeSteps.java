package serai.edge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.MultipartAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import serai.access.AccessFixture;
import serai.access.PolicyExplainer;
import serai.audit.AuditLog;
import serai.audit.AuditReceipt;
import serai.ingest.FakeIngestion;
import serai.intake.Query;
import serai.model.Answer;
import serai.model.AnswerFixture;
import serai.model.Findings;
import serai.query.Home;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;
import serai.query.SubjectMapper;
import serai.query.Tenant;
import serai.secrets.KeyUse;
import serai.secrets.MemoryBackend;
import serai.secrets.Rotation;
import serai.secrets.RotationHook;
import serai.secrets.RotationPlan;
import serai.secrets.RotationTimes;
import serai.secrets.Secret;
import serai.secrets.SecretKind;
import serai.secrets.SecretStatus;
import serai.secrets.SecretStatuses;
import serai.secrets.SecretUnavailableException;
import serai.secrets.Secrets;

/** A gateway whose steps between intake and response do only what the question tells them. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, MultipartAutoConfiguration.class})
@ComponentScan(
        basePackages = {"serai.edge", "serai.intake"},
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "serai.edge.ModelRoutesConfiguration"))
@Import(FakeIngestion.class)
@ConfigurationPropertiesScan({"serai.edge", "serai.intake"})
class FakeSteps {

    @Bean
    java.time.Clock clock() {
        return java.time.Clock.systemUTC();
    }

    @Bean
    Home home() {
        return Gateway.HOME;
    }

    @Bean
    SubjectMapper subjectMapper() {
        return claims -> {
            if (!(claims.get("tenant") instanceof String tenant)) {
                throw new ProblemException(ProblemType.FORBIDDEN, "The token has no claim 'tenant'.");
            }
            Set<String> scopes =
                    Set.of(String.valueOf(claims.getOrDefault("scope", "")).split(" "));
            return new Subject(
                    String.valueOf(claims.get("iss")),
                    String.valueOf(claims.get("sub")),
                    new Tenant(tenant),
                    Map.of(
                            "clearance",
                            claims.getOrDefault("clearance", 1L),
                            "departments",
                            List.of(),
                            "location",
                            "samarkand"),
                    scopes);
        };
    }

    @Bean
    PolicyExplainer policyExplainer() {
        return new PolicyExplainer(AccessFixture.STANDARD);
    }

    @Bean
    FakeSecrets fakeSecrets() {
        return new FakeSecrets();
    }

    @Bean
    AuditLog auditLog() {
        return event -> new AuditReceipt("receipt-1", 1, "00");
    }

    /** One secret, {@code token}. */
    static final class FakeSecrets implements Secrets, SecretStatuses {

        @Override
        public Secret get(String name) {
            if (!name.equals("token")) {
                throw new SecretUnavailableException("the secret '" + name + "' cannot be had", null);
            }
            return new Secret("hunter2".getBytes(StandardCharsets.UTF_8), "v7");
        }

        @Override
        public List<SecretStatus> statuses() {
            return List.of(new SecretStatus(
                    "token",
                    "vault",
                    "v7",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Duration.ofHours(1)),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    true,
                    List.of()));
        }
    }

    /** Keys of a place of their own, as the development issuer's are. */
    @Bean
    Rotation aRotationOfItsOwn(java.time.Clock clock, FakeSecrets secrets) {
        return rotation("dev", List.of("dev-issuer"), clock, secrets);
    }

    /** {@code kek} and {@code audit-hmac} are made here, {@code token} by somebody else; there is no other. */
    @Bean
    Rotation rotation(java.time.Clock clock, FakeSecrets secrets) {
        return rotation("vault", List.of("kek", "audit-hmac"), clock, secrets);
    }

    private static Rotation rotation(String place, List<String> made, java.time.Clock clock, FakeSecrets secrets) {
        MemoryBackend backend = new MemoryBackend(place);
        made.forEach(name -> backend.put(name, Base64.getEncoder().encode(new byte[32])));
        if (place.equals("vault")) {
            backend.put("token", "hunter2".getBytes(StandardCharsets.UTF_8));
        }
        RotationPlan plan = new RotationPlan(SecretKind.GENERATED, RotationHook.randomKey(), Optional.empty());
        return new Rotation(
                backend,
                secrets,
                made.stream().collect(Collectors.toMap(name -> name, name -> plan)),
                new RotationTimes(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1)),
                KeyUse.none(),
                event -> {},
                clock);
    }

    @Bean
    Pass scrubber() {
        return new Pass();
    }

    @Bean
    Pass accessGate() {
        return new Pass();
    }

    @Bean
    Pass retriever() {
        return new Pass();
    }

    @Bean
    Pass chat() {
        return new Pass();
    }

    @Bean
    Gate answerGate() {
        return new Gate();
    }

    static final class Pass {

        public Query scrub(Query query) {
            return query;
        }

        public Query authorize(Query query) {
            return query;
        }

        public Query retrieve(Query query) {
            return query;
        }

        public Query complete(Query query) {
            return query;
        }
    }

    static final class Gate {

        /** What the question asks for; {@code String} and null are what a broken route might leave. */
        public @Nullable Object release(Query query) {
            return switch (query.question()) {
                case "leak" -> "TOP SECRET";
                case "leak a stage" -> query;
                case "nothing" -> null;
                case "fail" -> throw new IllegalStateException("TOP SECRET");
                case "no secret" -> throw new SecretUnavailableException("the secret 'token' cannot be had", null);
                case "conflict" -> throw problem(ProblemType.CONFLICT);
                case "not found" -> throw problem(ProblemType.NOT_FOUND);
                case "unavailable" ->
                    throw new ProblemException(
                            ProblemType.UNAVAILABLE, "Down.", java.time.Duration.ofMillis(1500), null);
                default -> answer(query);
            };
        }

        private static Answer answer(Query query) {
            return AnswerFixture.answer(
                    query.request(), "For " + query.subject().name() + ".");
        }

        private static ProblemException problem(ProblemType type) {
            return new ProblemException(type, "As asked.");
        }

        public Findings show(Query query) {
            return AnswerFixture.findings(query.request(), query.limit());
        }
    }
}
