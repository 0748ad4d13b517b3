package serai.secrets;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A backend did not do what it was asked. The message never holds a value. */
public final class SecretBackendException extends RuntimeException {

    /** What kept it from it, which decides what to do next. */
    public enum Reason {
        /** There is no such secret, or it has no current version. */
        MISSING,
        /** The gateway may not; another try will not help until someone grants it. */
        DENIED,
        /** Too many calls; ask again after a while. */
        THROTTLED,
        /** No answer in time, or one that says that the backend is down. */
        UNREACHABLE,
        /** An answer that is none, or a value that no secret can have. */
        MALFORMED
    }

    private final Reason reason;
    private final @Nullable Duration retryAfter;

    public SecretBackendException(Reason reason, String message) {
        this(reason, message, null, null);
    }

    /** @param retryAfter how long the backend asked to be left alone */
    public SecretBackendException(
            Reason reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
