package serai.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import serai.query.Sha256;

/**
 * Remembers for half a minute which tokens were verified, because a client sends the same one with every request.
 *
 * <p>A token never counts longer than a fresh look would accept it. A key that its issuer withdraws counts up to {@link
 * #MEMORY} longer, on top of the minutes for which the issuer's keys are cached anyway. Safe for use by many threads.
 */
final class VerifiedTokens implements JwtDecoder {

    static final Duration MEMORY = Duration.ofSeconds(30);

    private static final long MOST_CHARACTERS = 8L << 20;

    private final JwtDecoder decoder;
    private final Duration skew;
    private final Clock clock;

    /** By digest, so that no comparison of a token's characters can be timed. */
    private final Cache<String, Jwt> verified;

    VerifiedTokens(JwtDecoder decoder, Duration skew, Clock clock) {
        this.decoder = decoder;
        this.skew = skew;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumWeight(MOST_CHARACTERS)
                .weigher((String digest, Jwt token) ->
                        digest.length() + token.getTokenValue().length())
                .expireAfterWrite(MEMORY)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    @Override
    public Jwt decode(String token) {
        String digest = Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
        Jwt known = verified.getIfPresent(digest);
        if (known != null && isInTime(known.getExpiresAt())) {
            return known;
        }
        Jwt fresh = decoder.decode(token);
        verified.put(digest, fresh);
        return fresh;
    }

    private boolean isInTime(@Nullable Instant expiry) {
        return expiry != null && clock.instant().minus(skew).isBefore(expiry);
    }
}
