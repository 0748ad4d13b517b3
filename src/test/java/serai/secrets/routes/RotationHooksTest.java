package serai.secrets.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.secrets.SecretBackendException;
import serai.secrets.SecretBackendException.Reason;

/** Routes that have a secret made anew by whoever issued it. */
final class RotationHooksTest {

    /** Stands for whoever issues keys. */
    public static final class Issuer {

        private final Supplier<Object> next;

        Issuer(Supplier<Object> next) {
            this.next = next;
        }

        public Object issue() {
            return next.get();
        }
    }

    @TempDir
    private Path routes;

    @BeforeEach
    void makeDirectory() throws IOException {
        Files.createDirectory(routes.resolve("secrets"));
    }

    private void hook(String name) throws IOException {
        Files.writeString(
                routes.resolve("secrets").resolve("rotate-" + name + ".camel.yaml"), """
                - route:
                    id: rotate-NAME
                    description: Has another key issued.
                    from:
                      uri: direct:rotate-NAME
                      steps:
                        - bean: { id: rotate-NAME-issue, ref: issuer, method: issue }
                """.replace("NAME", name));
    }

    private RotationHooks hooks(Supplier<Object> issued) {
        return RotationHooks.open(routes, Map.of("issuer", new Issuer(issued))).orElseThrow();
    }

    @Test
    void giveTheNewValueAsBytes() throws IOException {
        hook("hec-token");
        hook("model-api-key");
        try (RotationHooks hooks = hooks(() -> "a new key")) {
            assertThat(hooks.names()).containsExactly("hec-token", "model-api-key");
            assertThat(hooks.rotate("hec-token")).isEqualTo("a new key".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void doNotExistWithoutFiles() throws IOException {
        Files.writeString(routes.resolve("secrets").resolve("vault.camel.yaml"), "not even YAML: [");

        assertThat(RotationHooks.open(routes, Map.of())).isEmpty();
        assertThat(RotationHooks.open(routes.resolve("none"), Map.of())).isEmpty();
    }

    @Test
    void areAskedByNameOnly() throws IOException {
        hook("hec-token");
        try (RotationHooks hooks = hooks(() -> "a new key")) {
            assertThatThrownBy(() -> hooks.rotate("other")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void failWithoutShowingWhatTheIssuerSaid() throws IOException {
        hook("hec-token");
        try (RotationHooks hooks = hooks(() -> {
            throw new IllegalStateException("the old key was hunter2");
        })) {
            SecretBackendException failure =
                    catchThrowableOfType(SecretBackendException.class, () -> hooks.rotate("hec-token"));

            assertThat(failure).hasMessageContaining("'hec-token'").hasMessageNotContaining("hunter2");
            assertThat(failure).hasNoCause();
        }
    }

    @Test
    void refuseAValueThatNoSecretCanHave() throws IOException {
        hook("hec-token");
        for (Object value : new Object[] {"", "{{env:HOME}}"}) {
            try (RotationHooks hooks = hooks(() -> value)) {
                assertThat(catchThrowableOfType(SecretBackendException.class, () -> hooks.rotate("hec-token"))
                                .reason())
                        .isEqualTo(Reason.MALFORMED);
            }
        }
    }
}
