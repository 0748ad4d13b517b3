package serai.secrets.routes;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The beans of {@code gcp.camel.yaml}. */
final class GcpClients {

    private GcpClients() {}

    static BackendClients connect(GcpSettings settings) {
        SecretManagerServiceSettings.Builder builder = SecretManagerServiceSettings.newBuilder();
        if (!settings.endpoint().isEmpty()) {
            builder.setEndpoint(settings.endpoint());
        }
        return connect(settings, builder);
    }

    static BackendClients connect(GcpSettings settings, SecretManagerServiceSettings.Builder builder) {
        SecretManagerServiceClient gcp = client(settings, builder);
        return new BackendClients(
                settings.prefix(),
                Values.limit(settings.connectTimeout(), settings.answerTimeout()),
                Map.of(
                        "gcp", gcp,
                        "gcpValue", new GcpValue(gcp, settings.project()),
                        "gcpDescription", new GcpDescription(gcp, settings.project()),
                        "gcpRequest", new GcpRequest(settings.project()),
                        "gcpCreate", new GcpCreate(gcp, settings.project()),
                        "gcpVersion", new GcpVersion()),
                Map.of("serai.secrets.gcp.project", settings.project()),
                new GcpFailures(),
                gcp::shutdownNow);
    }

    /** Tries once: whoever asks knows when to ask again. */
    private static SecretManagerServiceClient client(
            GcpSettings settings, SecretManagerServiceSettings.Builder builder) {
        Duration wait = settings.connectTimeout().plus(settings.answerTimeout());
        RetrySettings once = RetrySettings.newBuilder()
                .setMaxAttempts(1)
                .setTotalTimeoutDuration(wait)
                .setInitialRpcTimeoutDuration(wait)
                .setMaxRpcTimeoutDuration(wait)
                .build();
        try {
            builder.applyToAllUnaryMethods(method -> {
                method.setRetrySettings(once).setRetryableCodes(Set.of());
                return null;
            });
            return SecretManagerServiceClient.create(builder.build());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "serai.secrets.backend gcp needs application default credentials: run where Google provides them, or"
                            + " let GOOGLE_APPLICATION_CREDENTIALS name their file",
                    e);
        }
    }
}
