package serai.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class VerifiedTokensTest {

    private static final Instant EXPIRY = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration SKEW = Duration.ofSeconds(30);

    private Instant now = EXPIRY.minusSeconds(60);
    private final List<String> verified = new ArrayList<>();
    private final VerifiedTokens tokens = new VerifiedTokens(this::verify, SKEW, new TestClock(() -> now));

    private Jwt verify(String token) {
        verified.add(token);
        if (token.startsWith("bad")) {
            throw new BadJwtException("as asked");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "none")
                .subject(token)
                .expiresAt(EXPIRY)
                .build();
    }

    @Test
    void verifiesATokenOnce() {
        assertThat(tokens.decode("marco").getSubject()).isEqualTo("marco");
        assertThat(tokens.decode("marco").getSubject()).isEqualTo("marco");

        assertThat(verified).containsExactly("marco");
    }

    @Test
    void looksAgainAfterHalfAMinute() {
        now = EXPIRY.minus(Duration.ofHours(1));
        tokens.decode("marco");
        now = now.plus(VerifiedTokens.MEMORY).plusMillis(1);
        tokens.decode("marco");

        assertThat(VerifiedTokens.MEMORY).isEqualTo(Duration.ofSeconds(30));
        assertThat(verified).containsExactly("marco", "marco");
    }

    @Test
    void tellsTokensApart() {
        tokens.decode("marco");

        assertThat(tokens.decode("zhang").getSubject()).isEqualTo("zhang");
    }

    @Test
    void forgetsATokenThatExpired() {
        tokens.decode("marco");
        now = EXPIRY.plus(SKEW);
        tokens.decode("marco");

        assertThat(verified).containsExactly("marco", "marco");
    }

    @Test
    void remembersNoRefusal() {
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);

        assertThat(verified).containsExactly("bad", "bad");
    }
}
