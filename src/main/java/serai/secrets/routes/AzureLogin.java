package serai.secrets.routes;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows Azure who the gateway is. */
final class AzureLogin {

    private AzureLogin() {}

    static TokenCredential of(AzureSettings settings, HttpClient http) {
        return switch (settings.auth()) {
            case DEFAULT ->
                new DefaultAzureCredentialBuilder()
                        .httpClient(http)
                        .retryOptions(AzureClients.TRY_ONCE)
                        .build();
            case WORKLOAD ->
                identified(new WorkloadIdentityCredentialBuilder(), settings, http)
                        .build();
            case MANAGED -> managed(settings, http);
            case CLIENT_SECRET ->
                identified(new ClientSecretCredentialBuilder(), settings, http)
                        .clientSecret(secret(settings))
                        .build();
        };
    }

    private static <T extends AadCredentialBuilderBase<T>> T identified(
            T credential, AzureSettings settings, HttpClient http) {
        credential.httpClient(http).retryOptions(AzureClients.TRY_ONCE);
        if (!settings.tenantId().isEmpty()) {
            credential.tenantId(settings.tenantId());
        }
        if (!settings.clientId().isEmpty()) {
            credential.clientId(settings.clientId());
        }
        return credential;
    }

    private static TokenCredential managed(AzureSettings settings, HttpClient http) {
        ManagedIdentityCredentialBuilder credential =
                new ManagedIdentityCredentialBuilder().httpClient(http).retryOptions(AzureClients.TRY_ONCE);
        if (!settings.clientId().isEmpty()) {
            credential.clientId(settings.clientId());
        }
        return credential.build();
    }

    private static String secret(AzureSettings settings) {
        try {
            return Files.readString(Path.of(settings.clientSecretFile())).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("serai.secrets.azure.client-secret-file must name a readable file", e);
        }
    }
}
