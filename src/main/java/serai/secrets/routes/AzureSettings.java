package serai.secrets.routes;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Azure Key Vault is reached.
 *
 * @param vaultUrl where the vault is, such as {@code https://serai.vault.azure.net}
 * @param auth how the gateway shows who it is: {@code default} (Azure's default chain), {@code workload},
 *     {@code managed} or {@code client-secret}
 * @param tenantId the directory, for {@code client-secret}; for {@code workload} empty to take it from the environment
 * @param clientId the application, for {@code client-secret}; for {@code workload} and {@code managed} empty to take the
 *     one of the environment
 * @param clientSecretFile a file with the application's secret, for {@code client-secret}; read at the start
 * @param prefix what the names of the gateway's secrets begin with, such as {@code serai-}
 * @param connectTimeout how long to wait for a connection; 50 ms to 30 s
 * @param answerTimeout how long to wait for an answer; 50 ms to 30 s
 */
@ConfigurationProperties(prefix = "serai.secrets.azure", ignoreUnknownFields = false)
public record AzureSettings(
        @DefaultValue("") String vaultUrl,
        @DefaultValue("default") Auth auth,
        @DefaultValue("") String tenantId,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecretFile,
        @DefaultValue("serai-") String prefix,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("3s") Duration answerTimeout)
        implements BackendSettings {

    /** How the gateway shows Azure who it is. */
    public enum Auth {
        /** What the environment offers first. */
        DEFAULT,
        /** The federated token of a pod. */
        WORKLOAD,
        /** The identity of the machine or service. */
        MANAGED,
        /** An application with a secret. */
        CLIENT_SECRET
    }

    private static final String AT = "serai.secrets.azure";

    public AzureSettings {
        new Demands(AT)
                .that(vaultUrl.isEmpty() || vaultUrl.matches("https://[^/]+/?"), "vault-url", "be https://HOST")
                .that(prefix.matches("[A-Za-z0-9-]{0,26}"), "prefix", "hold up to 26 letters, digits and dashes only")
                .wait(connectTimeout, "connect-timeout")
                .wait(answerTimeout, "answer-timeout")
                .refuse();
    }

    @Override
    public String backend() {
        return "azure";
    }

    @Override
    public List<String> missing() {
        Demands demands = new Demands(AT).set(vaultUrl, "vault-url");
        if (auth == Auth.CLIENT_SECRET) {
            demands.set(tenantId, "tenant-id").set(clientId, "client-id").set(clientSecretFile, "client-secret-file");
        }
        return demands.mistakes();
    }

    @Override
    public BackendClients connect() {
        return AzureClients.connect(this);
    }
}
