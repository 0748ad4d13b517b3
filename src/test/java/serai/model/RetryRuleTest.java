package serai.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryRuleTest {

    private static final Instant NOW = ModelFixture.NOW;
    private static final Instant LATER = NOW.plusSeconds(30);

    private final RetryRule rule =
            new RetryRule(Clock.fixed(NOW, ZoneOffset.UTC), new Random(7), Duration.ofMillis(200), 3);

    @Test
    void asksAgainOnlyWhereItCanHelp() {
        assertThat(rule.delay(1, status(429, null), LATER)).isPresent();
        assertThat(rule.delay(1, status(503, null), LATER)).isPresent();
        assertThat(rule.delay(1, new ConnectException("refused"), LATER)).isPresent();
        assertThat(rule.delay(1, new RuntimeException(new IOException("reset")), LATER))
                .isPresent();
        assertThat(rule.delay(1, status(400, null), LATER)).isEmpty();
        assertThat(rule.delay(1, status(401, null), LATER)).isEmpty();
        assertThat(rule.delay(1, new SocketTimeoutException("slow"), LATER)).isEmpty();
        assertThat(rule.delay(1, new javax.net.ssl.SSLHandshakeException("cert"), LATER))
                .isEmpty();
        assertThat(rule.delay(1, new IllegalStateException("open"), LATER)).isEmpty();
        assertThat(rule.delay(3, status(503, null), LATER)).isEmpty();
    }

    @Test
    void waitsAsLongAsTheServerAsksButNotPastTheDeadline() {
        assertThat(rule.delay(1, status(429, Duration.ofSeconds(7)), LATER)).contains(Duration.ofSeconds(7));
        assertThat(rule.delay(1, status(429, Duration.ofSeconds(30)), LATER)).isEmpty();
        assertThat(rule.delay(1, status(503, null), NOW)).isEmpty();
    }

    @Test
    void waitsLongerEachTimeWithJitter() {
        for (int round = 0; round < 100; round++) {
            assertThat(rule.delay(1, status(500, null), LATER).orElseThrow())
                    .isBetween(Duration.ofMillis(100), Duration.ofMillis(300));
            assertThat(rule.delay(2, status(500, null), LATER).orElseThrow())
                    .isBetween(Duration.ofMillis(200), Duration.ofMillis(600));
        }
    }

    private static ModelCallException status(int status, @org.jspecify.annotations.Nullable Duration wait) {
        return new ModelCallException(status, "answered", Optional.ofNullable(wait));
    }
}
