package serai.query;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the caller is told about.
 *
 * <p>The detail says what is wrong and what to do. It reaches the caller and the log, so it never holds anything the
 * caller sent, a secret, personal data or the existence of a document the caller may not read.
 */
public final class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final Duration retryAfter;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, Duration.ZERO, null);
    }

    public ProblemException(ProblemType type, String detail, @Nullable Throwable cause) {
        this(type, detail, Duration.ZERO, cause);
    }

    /** A failure that may pass; {@code retryAfter} tells the caller when to try again. */
    public ProblemException(ProblemType type, String detail, Duration retryAfter, @Nullable Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.retryAfter = retryAfter;
    }

    public ProblemType type() {
        return type;
    }

    /** What the caller is told. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** How long to wait before trying again; zero when trying again does not help. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
