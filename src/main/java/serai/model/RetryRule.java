package serai.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * Decides whether and when a model is called again. Safe for use by many threads.
 *
 * <p>Again only after 429, a failure of the server, or a connection that was not made or was lost; at most {@code
 * attempts} times in all; and only when the wait ends before the deadline. A response that does not come in time is not
 * asked for again.
 */
public final class RetryRule {

    private final Clock clock;
    private final RandomGenerator random;
    private final Duration pause;
    private final int attempts;

    /** @param pause the mean wait after the first failure; it doubles with each further one */
    RetryRule(Clock clock, RandomGenerator random, Duration pause, int attempts) {
        this.clock = clock;
        this.random = random;
        this.pause = pause;
        this.attempts = attempts;
    }

    /**
     * How long to wait before the next attempt; empty when there must be none.
     *
     * @param failures how many attempts have failed, at least 1
     * @param thrown why the last one failed, perhaps wrapped
     * @param deadline when the caller stops waiting
     */
    public Optional<Duration> delay(int failures, Throwable thrown, Instant deadline) {
        Throwable cause = innermost(thrown);
        if (failures >= attempts || !passing(cause)) {
            return Optional.empty();
        }
        Duration asked = cause instanceof ModelCallException refused ? refused.retryAfter() : Duration.ZERO;
        Duration jittered = pause.multipliedBy(1L << (failures - 1))
                .multipliedBy(500 + random.nextInt(1000))
                .dividedBy(1000);
        Duration wait = asked.compareTo(jittered) > 0 ? asked : jittered;
        return clock.instant().plus(wait).isBefore(deadline) ? Optional.of(wait) : Optional.empty();
    }

    /** Whether the model's server refused the key, which may have rotated. */
    public boolean isKeyRefused(Throwable thrown) {
        return innermost(thrown) instanceof KeyRefusedException;
    }

    /** Camel wraps what a step or a connection throws. */
    private static Throwable innermost(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; depth < 20 && !known(cause) && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean known(Throwable cause) {
        return cause instanceof ModelCallException
                || cause instanceof KeyRefusedException
                || cause instanceof IOException;
    }

    private static boolean passing(Throwable cause) {
        return switch (cause) {
            case ModelCallException refused -> refused.passing();
            case ConnectTimeoutException e -> true;
            case SocketTimeoutException e -> false;
            case SSLException e -> false;
            case JsonProcessingException e -> false;
            case IOException e -> true;
            default -> false;
        };
    }
}
