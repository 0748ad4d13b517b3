package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {

    private String stored = "s3cret token";
    private final SecretText text = new SecretText(name -> new Secret(stored.getBytes(StandardCharsets.UTF_8), "1"));

    @Test
    void givesTheCurrentValueAtEachUse() {
        assertThat(text.of("siem-token")).isEqualTo("s3cret token");

        stored = "another";
        assertThat(text.of("siem-token")).isEqualTo("another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kek", "audit-hmac", "privacy-hmac", "kek#keys"})
    void givesNoKeyOfTheGateway(String name) {
        assertThatExceptionOfType(SecretUnavailableException.class)
                .isThrownBy(() -> text.of(name))
                .withMessageNotContaining(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Injected: b", "caf\u00e9", "a\u0000b"})
    void givesNothingThatCannotStandInAHeader(String value) {
        stored = value;

        assertThatExceptionOfType(SecretUnavailableException.class)
                .isThrownBy(() -> text.of("siem-token"))
                .withMessageNotContaining(value);
    }
}
