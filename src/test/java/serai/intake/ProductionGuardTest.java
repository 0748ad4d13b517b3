package serai.intake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProductionGuardTest {

    private static final Map<String, String> SOUND =
            Map.of("issuer", "https://id.example.com", "audience", "serai", "jwks-uri", "https://id.example.com/keys");

    private static IntakeSettings settings(Map<String, String> values) {
        java.util.Map<String, String> prefixed = new java.util.HashMap<>();
        values.forEach((key, value) -> prefixed.put("serai.intake." + key, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("serai.intake", IntakeSettings.class);
    }

    private static IntakeSettings soundBut(String key, String value) {
        java.util.Map<String, String> values = new java.util.HashMap<>(SOUND);
        values.put(key, value);
        return settings(values);
    }

    @Test
    void startsWithAnIssuer() {
        assertThatCode(() -> ProductionGuard.check(settings(SOUND), false)).doesNotThrowAnyException();
    }

    @Test
    void namesEveryMissingSettingAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ProductionGuard.check(settings(Map.of()), false))
                .withMessageContainingAll("serai.intake.issuer", "serai.intake.audience", "serai.intake.jwks-uri");
    }

    @Test
    void refusesTheDevelopmentIssuerAndItsUsersNamingTheSetting() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ProductionGuard.check(soundBut("dev-issuer", "true"), false))
                .withMessageContaining("serai.intake.dev-issuer");
        assertThatIllegalStateException()
                .isThrownBy(() -> ProductionGuard.check(soundBut("users", "config/users.yaml"), false))
                .withMessageContaining("serai.intake.users");
        assertThatIllegalStateException()
                .isThrownBy(() -> ProductionGuard.check(soundBut("issuer", DevIssuer.ISSUER), false))
                .withMessageContaining("serai.intake.issuer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.com/keys",
                "http://127.evil.example.com/keys",
                "http://localhost.example.com/keys",
                "file:/etc/passwd",
                "https:///keys",
                "not a uri"
            })
    void refusesKeysThatAnybodyCouldForge(String uri) {
        assertThatIllegalStateException()
                .isThrownBy(() -> ProductionGuard.check(soundBut("jwks-uri", uri), false))
                .withMessageContaining("serai.intake.jwks-uri");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8081/keys", "http://localhost/keys", "http://[::1]/keys"})
    void takesPlainHttpFromThisMachine(String uri) {
        assertThatCode(() -> ProductionGuard.check(soundBut("jwks-uri", uri), false))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "RS256,HS256", "EdDSA"})
    void refusesAlgorithmsWithASharedSecretOrNone(String algorithms) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    try {
                        soundBut("algorithms", algorithms);
                    } catch (BindException e) {
                        throw new IllegalArgumentException(
                                String.valueOf(org.springframework.core.NestedExceptionUtils.getMostSpecificCause(e)
                                        .getMessage()),
                                e);
                    }
                })
                .withMessageContaining("serai.intake.algorithms");
    }

    @Test
    void developmentNeedsItsUsers() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ProductionGuard.check(settings(Map.of("dev-issuer", "true")), true))
                .withMessageContaining("serai.intake.users");
    }
}
