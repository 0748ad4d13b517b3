package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SecretsSettingsTest {

    private static SecretsSettings bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("serai.secrets", SecretsSettings.class);
    }

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(SecretsSettings.defaults());
    }

    @Test
    void takesOneBackendOrAList() {
        assertThat(bind(Map.of("serai.secrets.backend", "vault")).backend()).containsExactly("vault");
        assertThat(bind(Map.of("serai.secrets.backend", "vault,file")).backend())
                .containsExactly("vault", "file");
    }

    @Test
    void namesAllMistakesAtOnce() {
        assertThatThrownBy(() -> bind(Map.of(
                        "serai.secrets.backend", "file,file",
                        "serai.secrets.refresh", "0s",
                        "serai.secrets.grace", "25h",
                        "serai.secrets.max-age", "1h",
                        "serai.secrets.start-timeout", "0s")))
                .rootCause()
                .hasMessageContaining("serai.secrets.backend")
                .hasMessageContaining("serai.secrets.refresh")
                .hasMessageContaining("serai.secrets.grace")
                .hasMessageContaining("serai.secrets.max-age")
                .hasMessageContaining("serai.secrets.start-timeout");
    }

    @Test
    void refusesAGraceShorterThanTheRefresh() {
        assertThatThrownBy(() -> bind(Map.of("serai.secrets.refresh", "1m", "serai.secrets.grace", "30s")))
                .rootCause()
                .hasMessageContaining("shorter");
    }
}
