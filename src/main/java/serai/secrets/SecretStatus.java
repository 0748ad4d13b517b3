package serai.secrets;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a secret is doing. Holds no value.
 *
 * @param name the product's name of it
 * @param backend who gave the version in use; the first backend when nothing was read yet
 * @param version the version in use, empty when there is none
 * @param created when that version was made, as far as the backend says
 * @param expires when it, or the first of its certificates, ends
 * @param age since it was made or, if nobody knows, since it was first read
 * @param lastRefresh when the backend last confirmed it
 * @param nextDue when the backend will be asked again
 * @param failures failed attempts since the start
 * @param lastError the reason of the last attempt, if that failed
 * @param usable whether it can be used: it was read, and confirmed within the grace
 * @param findings what somebody has to see to
 */
public record SecretStatus(
        String name,
        String backend,
        String version,
        Optional<Instant> created,
        Optional<Instant> expires,
        Optional<Duration> age,
        Optional<Instant> lastRefresh,
        Optional<Instant> nextDue,
        long failures,
        Optional<String> lastError,
        boolean usable,
        List<SecretFinding> findings) {

    static SecretStatus of(HeldSecret secret, Instant now, SecretsSettings settings, String firstBackend) {
        Optional<Version> version = secret.version();
        HeldSecret.Progress progress = secret.progress();
        return new SecretStatus(
                secret.name(),
                version.map(Version::backend).orElse(firstBackend),
                version.map(Version::id).orElse(""),
                version.flatMap(Version::created),
                version.flatMap(Version::expires),
                version.map(held -> Duration.between(held.since(), now)),
                progress.succeeded(),
                Optional.of(progress.due()).filter(due -> !due.equals(Instant.MIN)),
                secret.failuresInAll(),
                progress.failure().map(SecretStatus::text),
                secret.usable(now.toEpochMilli(), settings.grace().toMillis()) != null,
                findings(secret, now, settings));
    }

    private static String text(HeldSecret.Failure failure) {
        return failure.reason().name().toLowerCase(Locale.ROOT) + ": " + failure.message();
    }

    private static List<SecretFinding> findings(HeldSecret secret, Instant now, SecretsSettings settings) {
        List<SecretFinding> findings = new ArrayList<>();
        secret.progress()
                .failure()
                .ifPresent(failure -> findings.add(new SecretFinding(
                        secret.name(), SecretFinding.Kind.UNREADABLE, "cannot be read: " + text(failure))));
        secret.version()
                .ifPresent(version ->
                        findings.addAll(SecretFinding.ofAge(secret.name(), version, now, settings.maxAge())));
        return List.copyOf(findings);
    }
}
