package serai.secrets.routes;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/** The beans of {@code aws.camel.yaml}. */
final class AwsClients {

    private AwsClients() {}

    static BackendClients connect(AwsSettings settings) {
        Duration limit = Values.limit(settings.connectTimeout(), settings.answerTimeout());
        DefaultCredentialsProvider credentials = credentials(settings);
        SecretsManagerClient aws = client(settings, credentials, limit);
        return new BackendClients(
                settings.prefix(),
                limit,
                Map.of(
                        "aws",
                        aws,
                        "awsValue",
                        new AwsValue(aws),
                        "awsDescription",
                        new AwsDescription(aws),
                        "awsPut",
                        AwsWrite.PUT,
                        "awsCreate",
                        AwsWrite.CREATE,
                        "awsVersion",
                        AwsWrite.VERSION),
                Map.of(),
                new AwsFailures(),
                () -> {
                    aws.close();
                    credentials.close();
                });
    }

    private static DefaultCredentialsProvider credentials(AwsSettings settings) {
        DefaultCredentialsProvider.Builder credentials = DefaultCredentialsProvider.builder();
        if (!settings.profile().isEmpty()) {
            credentials.profileName(settings.profile());
        }
        return credentials.build();
    }

    /** Tries once: whoever asks knows when to ask again. */
    private static SecretsManagerClient client(
            AwsSettings settings, DefaultCredentialsProvider credentials, Duration limit) {
        SecretsManagerClientBuilder aws = SecretsManagerClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.connectTimeout())
                        .socketTimeout(settings.answerTimeout()))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(settings.connectTimeout().plus(settings.answerTimeout()))
                        .apiCallTimeout(limit));
        Optional.of(settings.endpointOverride())
                .filter(address -> !address.isEmpty())
                .ifPresent(address -> aws.endpointOverride(URI.create(address)));
        return aws.build();
    }
}
