package serai.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import serai.model.ModelSettings.Model;
import serai.model.ModelSettings.TrustZone;
import serai.secrets.Secret;
import serai.secrets.SecretUnavailableException;

class ModelSettingsTest {

    @Test
    void theBuiltInModelAnswersWhenNothingIsSet() {
        ModelSettings settings = bind(Map.of());
        assertThat(settings.name()).isEqualTo("extractive");
        assertThat(settings.chosen().mayReceive(Long.MAX_VALUE)).isTrue();
    }

    @Test
    void aModelOutsideReceivesOnlyWhatIsPublicUnlessSetOtherwise() {
        ModelSettings settings = bind(Map.of(
                "serai.model.models.openai.base-url", "https://api.openai.com/v1",
                "serai.model.models.team.max-classification", "2",
                "serai.model.models.own.trust-zone", "inside"));
        assertThat(settings.model("openai").mayReceive(0)).isTrue();
        assertThat(settings.model("openai").mayReceive(1)).isFalse();
        assertThat(settings.model("team").mayReceive(2)).isTrue();
        assertThat(settings.model("team").mayReceive(3)).isFalse();
        assertThat(settings.model("own").mayReceive(3)).isTrue();
    }

    @Test
    void reportsAllMistakesAtOnce() {
        assertThatThrownBy(() -> new ModelSettings(
                        "absent", "", 10, 10, Map.of("plain", model("http://models.example/v1", true))))
                .hasMessageContaining("serai.model.name")
                .hasMessageContaining("classification-label")
                .hasMessageContaining("max-prompt-characters")
                .hasMessageContaining("max-answer-characters")
                .hasMessageContaining("serai.model.models.plain.base-url must be https");
    }

    @Test
    void allowsPlainHttpOnLoopbackAlone() {
        for (String url : new String[] {"http://localhost:11434/v1", "http://127.0.0.1:1/v1", "http://[::1]:1/v1"}) {
            assertThatCode(() -> ModelFixture.settings("m", Map.of("m", model(url, true))))
                    .doesNotThrowAnyException();
        }
        for (String url : new String[] {"http://127.0.0.1.example/v1", "ftp://localhost/v1", "localhost:1", "http:x"}) {
            assertThatThrownBy(() -> ModelFixture.settings("m", Map.of("m", model(url, true))))
                    .hasMessageContaining("https");
        }
    }

    @Test
    void sendsAKeyOnlyWhereOneIsConfigured() {
        ModelSettings settings = ModelFixture.settings("m", Map.of("m", model("", true), "local", model("", false)));
        ModelKeys keys = new ModelKeys(settings, name -> secret(name + "!\n"));
        assertThat(keys.ring("m").header()).isEqualTo("Bearer m-api-key!");
        assertThat(keys.ring("local").header()).isEmpty();
    }

    @Test
    void refusesAKeyThatWouldBreakTheHeaderWithoutShowingIt() {
        ModelSettings settings = ModelFixture.settings("m", Map.of("m", model("", true)));
        for (String value : new String[] {"sk-1\r\nX: y", "sk 2", " ", "sk-\u00E9"}) {
            assertThatThrownBy(() -> new ModelKeys(settings, name -> secret(value))
                            .ring("m")
                            .header())
                    .isInstanceOf(SecretUnavailableException.class)
                    .hasMessageContaining("m-api-key")
                    .hasMessageNotContaining("sk");
        }
    }

    private static Secret secret(String value) {
        return new Secret(value.getBytes(StandardCharsets.UTF_8), "1");
    }

    private static Model model(String baseUrl, boolean sendKey) {
        return new Model(TrustZone.OUTSIDE, null, baseUrl, "m", sendKey, 100, 0);
    }

    private static ModelSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("serai.model", ModelSettings.class);
    }
}
