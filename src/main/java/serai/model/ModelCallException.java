package serai.model;

import java.time.Duration;
import java.util.Optional;

/** A model's server refused. The message holds the status and nothing that the server sent. */
public final class ModelCallException extends RuntimeException {

    private final int status;
    private final Duration retryAfter;

    ModelCallException(int status, String message, Optional<Duration> retryAfter) {
        super(message);
        this.status = status;
        this.retryAfter = retryAfter.orElse(Duration.ZERO);
    }

    /** Whether another attempt may succeed: too many requests, or a failure of the server. */
    boolean passing() {
        return status == 429 || status >= 500;
    }

    /** How long the server asked to wait; zero when it did not say. */
    Duration retryAfter() {
        return retryAfter;
    }
}
