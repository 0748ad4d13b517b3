package serai.secrets.routes;

import java.time.Duration;
import java.util.Optional;
import serai.secrets.SecretBackendException.Reason;

/**
 * Why a backend did not do what it was asked.
 *
 * @param detail what tells an operator more, such as {@code HTTP 403}; never what the backend sent
 * @param retryAfter how long the backend asked to be left alone
 */
public record Refusal(Reason reason, String detail, Optional<Duration> retryAfter) {

    private static final long MOST_SECONDS = 3600;

    static Refusal of(Reason reason, String detail) {
        return new Refusal(reason, detail, Optional.empty());
    }

    /**
     * What an HTTP status means.
     *
     * @param retryAfter the header of this name: seconds; a date is passed over
     */
    static Refusal ofStatus(int status, Optional<String> retryAfter) {
        Reason reason = switch (status) {
            case 404 -> Reason.MISSING;
            case 401, 403 -> Reason.DENIED;
            case 429 -> Reason.THROTTLED;
            case 408, 412 -> Reason.UNREACHABLE;
            default -> status >= 472 ? Reason.UNREACHABLE : Reason.MALFORMED;
        };
        return new Refusal(reason, "HTTP " + status, retryAfter.flatMap(Refusal::seconds));
    }

    private static Optional<Duration> seconds(String retryAfter) {
        try {
            long seconds = Long.parseLong(retryAfter.strip());
            return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(Math.min(seconds, MOST_SECONDS)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
