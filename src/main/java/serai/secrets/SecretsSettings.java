package serai.secrets;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where secrets come from and how long they are good. All of it can be changed while the gateway runs.
 *
 * @param backend who holds the secrets: {@code file}, {@code vault}, {@code aws}, {@code azure} or {@code gcp}; in a list
 *     such as {@code vault,file} the next is asked when one has no such secret or does not answer
 * @param refresh how often a backend is asked whether a secret has changed, so how late a rotation may show; 1 s to 1 h
 * @param grace how long a secret stays in use after its backend last confirmed it; 1 s to 24 h
 * @param overlap how long the value before stays accepted beside a new one; 0 s to 24 h
 * @param maxAge how old a secret may get before it is a finding; 1 d to 3650 d
 * @param startTimeout how long a start, and later the first use of a secret, waits for the backend; 1 s to 5 min
 * @param rotateEvery at which age a secret that the gateway can rotate rotates by itself, by its name, 1 min to 3650 d;
 *     read at start
 * @param file where secrets lie in files
 */
@ConfigurationProperties(prefix = "serai.secrets")
public record SecretsSettings(
        @DefaultValue("file") List<String> backend,
        @DefaultValue("30s") Duration refresh,
        @DefaultValue("1h") Duration grace,
        @DefaultValue("10m") Duration overlap,
        @DefaultValue("90d") Duration maxAge,
        @DefaultValue("10s") Duration startTimeout,
        @DefaultValue Map<String, Duration> rotateEvery,
        @DefaultValue Files file) {

    /**
     * Secrets in files.
     *
     * @param directories searched in this order, each file being named as its secret; {@code <home>/secrets} is always
     *     the last and the one that is written to
     */
    public record Files(@DefaultValue("/run/secrets") List<Path> directories) {

        public Files {
            directories = List.copyOf(directories);
        }
    }

    public SecretsSettings {
        backend = List.copyOf(backend);
        rotateEvery = Map.copyOf(rotateEvery);
        List<String> mistakes = new ArrayList<>();
        if (backend.isEmpty() || backend.stream().distinct().count() < backend.size()) {
            mistakes.add("serai.secrets.backend must name at least one backend, and none twice");
        }
        within("refresh", refresh, Duration.ofSeconds(1), Duration.ofHours(1), mistakes);
        within("grace", grace, Duration.ofSeconds(1), Duration.ofDays(1), mistakes);
        within("overlap", overlap, Duration.ZERO, Duration.ofDays(1), mistakes);
        within("max-age", maxAge, Duration.ofDays(1), Duration.ofDays(3_650), mistakes);
        within("start-timeout", startTimeout, Duration.ofSeconds(1), Duration.ofMinutes(5), mistakes);
        rotateEvery.forEach((secret, age) ->
                within("rotate-every." + secret, age, Duration.ofMinutes(1), Duration.ofDays(3_650), mistakes));
        if (grace.compareTo(refresh) < 0) {
            mistakes.add("serai.secrets.grace is shorter than serai.secrets.refresh; set it to several times as much");
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
    }

    /** The settings of an installation that sets none. */
    public static SecretsSettings defaults() {
        return new SecretsSettings(
                List.of("file"),
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofDays(90),
                Duration.ofSeconds(10),
                Map.of(),
                new Files(List.of(Path.of("/run/secrets"))));
    }

    /** At which age a secret rotates by itself; empty for only when asked. */
    public Optional<Duration> rotateEvery(String secret) {
        return Optional.ofNullable(rotateEvery.get(secret));
    }

    /** A replica learns of a new version within the refresh with its jitter and the wait for an answer. */
    public RotationTimes rotationTimes() {
        return new RotationTimes(refresh.multipliedBy(2), overlap, grace);
    }

    private static void within(String setting, Duration value, Duration least, Duration most, List<String> mistakes) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            mistakes.add("serai.secrets." + setting + " is " + value + "; set it between " + least + " and " + most);
        }
    }
}
