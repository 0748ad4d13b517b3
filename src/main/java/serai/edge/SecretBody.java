package serai.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import serai.secrets.SecretFinding;
import serai.secrets.SecretStatus;

/** What is told of a secret: everything but its value. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record SecretBody(
        String name,
        String backend,
        String version,
        Optional<Instant> created,
        Optional<Instant> expires,
        Optional<Long> ageSeconds,
        Optional<Instant> lastRefresh,
        Optional<Instant> nextDue,
        long failures,
        Optional<String> lastError,
        boolean usable,
        List<FindingBody> findings) {

    record FindingBody(String kind, String message) {

        private static FindingBody of(SecretFinding finding) {
            return new FindingBody(finding.kind().word(), finding.message());
        }
    }

    static SecretBody of(SecretStatus status) {
        return new SecretBody(
                status.name(),
                status.backend(),
                status.version(),
                status.created(),
                status.expires(),
                status.age().map(Duration::toSeconds),
                status.lastRefresh(),
                status.nextDue(),
                status.failures(),
                status.lastError(),
                status.usable(),
                status.findings().stream().map(FindingBody::of).toList());
    }
}
