package serai.secrets.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import serai.secrets.SecretBackend;

/** What is said of the settings of backends. */
final class BackendSettingsTest {

    private static Binder binder(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings));
    }

    private static SecretBackend open(String backend, Map<String, String> settings) {
        return SecretRoutes.open(backend, binder(settings), Path.of("routes"));
    }

    @ParameterizedTest
    @CsvSource({
        "vault, serai.secrets.vault.address must be set; serai.secrets.vault.role must be set",
        "aws, serai.secrets.aws.region must be set",
        "azure, serai.secrets.azure.vault-url must be set",
        "gcp, serai.secrets.gcp.project must be set"
    })
    void namesAllThatIsMissing(String backend, String message) {
        assertThatThrownBy(() -> open(backend, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "vault, approle, serai.secrets.vault.role-id must be set; serai.secrets.vault.secret-id-file must be set",
        "vault, token, 'serai.secrets.vault.token-file must be set, or else .token'",
        "azure, client-secret, serai.secrets.azure.tenant-id must be set; serai.secrets.azure.client-id must be set; serai.secrets.azure.client-secret-file must be set"
    })
    void namesWhatAWayToLogInNeeds(String backend, String auth, String message) {
        assertThatThrownBy(() -> open(
                        backend,
                        Map.of(
                                "serai.secrets." + backend + ".auth",
                                auth,
                                "serai.secrets.vault.address",
                                "https://vault.example.com",
                                "serai.secrets.azure.vault-url",
                                "https://vault.example.com")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "vault, address, http://vault.example.com",
        "vault, address, vault.example.com",
        "vault, mount, /secret",
        "vault, prefix, no-slash",
        "vault, answer-timeout, 31s",
        "vault, connect-timeout, 5ms",
        "aws, endpoint-override, http://169.254.169.254",
        "aws, prefix, a b",
        "azure, vault-url, http://localhost",
        "azure, prefix, serai/",
        "gcp, endpoint, https://secretmanager.googleapis.com",
        "gcp, project, ../other"
    })
    void refusesAValueByItsSetting(String backend, String setting, String value) {
        assertThatThrownBy(() -> open(backend, Map.of("serai.secrets." + backend + "." + setting, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("serai.secrets." + backend + "." + setting + " must ")
                .hasMessageNotContaining(value);
    }

    @Test
    void refusesABackendThatIsNotThere() {
        assertThatThrownBy(() -> open("cyberark", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[aws, azure, gcp, vault]");
    }

    @Test
    void saysWhereTheRoutesOfABackendAreMissing() {
        Map<String, String> settings = Map.of("serai.secrets.aws.region", "eu-central-1");

        assertThatThrownBy(() -> SecretRoutes.open("aws", binder(settings), Path.of("no-routes")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Path.of("no-routes", "secrets").toString());
    }

    @Test
    void doesNotShowATokenInItsText() {
        VaultSettings settings = binder(Map.of("serai.secrets.vault.token", "hvs.hidden"))
                .bind("serai.secrets.vault", Bindable.of(VaultSettings.class))
                .get();

        assertThat(settings.toString()).doesNotContain("hvs.hidden").contains("VaultSettings");
    }

    @Test
    void opensEveryBackendWithoutAskingItAnything() {
        Map<String, String> settings = Map.of(
                "serai.secrets.vault.address", "https://vault.invalid",
                "serai.secrets.vault.role", "serai",
                "serai.secrets.aws.region", "eu-central-1",
                "serai.secrets.azure.vault-url", "https://vault.invalid");

        for (String backend : new String[] {"vault", "aws", "azure"}) {
            try (SecretBackend opened = open(backend, settings)) {
                assertThat(opened.name()).isEqualTo(backend);
            }
        }
    }
}
