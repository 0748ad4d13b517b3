package serai.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;

/** Limits how often one caller may ask: a token bucket each, the least used of 100,000 forgotten. Thread-safe. */
public final class RateLimit {

    private static final int MAX_CALLERS = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_CALLERS)
            .expireAfterAccess(MINUTE)
            .build();
    private final int perMinute;

    public RateLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /**
     * Counts one request of a caller.
     *
     * @throws ProblemException {@link ProblemType#RATE_LIMITED} when it is one too many
     */
    public void count(Subject subject) {
        ConsumptionProbe probe = buckets.get(new Key(subject.issuer(), subject.name()), key -> full())
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new ProblemException(
                    ProblemType.RATE_LIMITED,
                    "More than " + perMinute + " requests in a minute.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()),
                    null);
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build();
    }

    private record Key(String issuer, String name) {}
}
