package serai.secrets.routes;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import serai.secrets.SecretBackendException.Reason;

/** The beans of {@code azure.camel.yaml}. */
final class AzureClients {

    /** Whoever asks knows when to ask again. */
    static final RetryOptions TRY_ONCE = new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));

    private AzureClients() {}

    static BackendClients connect(AzureSettings settings) {
        HttpClient http = http(settings, java.net.http.HttpClient.newBuilder());
        return connect(settings, client(settings, http, AzureLogin.of(settings, http)));
    }

    static BackendClients connect(AzureSettings settings, SecretClientBuilder builder) {
        SecretClient azure = builder.buildClient();
        return new BackendClients(
                settings.prefix(),
                Values.limit(settings.connectTimeout(), settings.answerTimeout()),
                Map.of(
                        "azure",
                        azure,
                        "azureValue",
                        new AzureRead(azure, AzureRead::stored),
                        "azureDescription",
                        new AzureRead(azure, AzureRead::description),
                        "azurePrepare",
                        AzureWrite.prepare(),
                        "azureBinary",
                        AzureWrite.binary(azure),
                        "azureVersion",
                        AzureWrite.version()),
                Map.of(),
                AzureClients::understand,
                () -> {});
    }

    static HttpClient http(AzureSettings settings, java.net.http.HttpClient.Builder client) {
        return new JdkHttpClientBuilder(client)
                .connectionTimeout(settings.connectTimeout())
                .responseTimeout(settings.answerTimeout())
                .readTimeout(settings.answerTimeout())
                .writeTimeout(settings.answerTimeout())
                .build();
    }

    static SecretClientBuilder client(AzureSettings settings, HttpClient http, TokenCredential credential) {
        return new SecretClientBuilder()
                .vaultUrl(settings.vaultUrl())
                .credential(credential)
                .httpClient(http)
                .retryOptions(TRY_ONCE);
    }

    static Optional<Refusal> understand(Throwable failure) {
        if (failure instanceof ClientAuthenticationException && !isCutOff(failure)) {
            return Optional.of(Refusal.of(Reason.DENIED, failure.getClass().getSimpleName()));
        }
        if (failure instanceof HttpResponseException answer && answer.getResponse() != null) {
            HttpResponse response = answer.getResponse();
            return Optional.of(
                    response.getStatusCode() < 300
                            ? unreadable()
                            : Refusal.ofStatus(
                                    response.getStatusCode(),
                                    Optional.ofNullable(response.getHeaderValue(HttpHeaderName.RETRY_AFTER))));
        }
        return failure instanceof TimeoutException
                ? Optional.of(Refusal.of(Reason.UNREACHABLE, "TimeoutException"))
                : Optional.empty();
    }

    /** Whoever gives out tokens did not answer: that is no refusal. */
    private static boolean isCutOff(Throwable failure) {
        for (Throwable at = failure.getCause(); at != null; at = at.getCause()) {
            if (at instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static Refusal unreadable() {
        return Refusal.of(Reason.MALFORMED, "an answer that cannot be read");
    }
}
