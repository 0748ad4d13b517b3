package serai.secrets.routes;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import reactor.core.publisher.Mono;
import serai.secrets.SecretBackend;

/** The backends over their fakes, with the routes that are shipped. */
public final class CloudFixture {

    private static final Path ROUTES = Path.of("routes");
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private CloudFixture() {}

    /** By the token that it always accepts. */
    public static SecretBackend vault(String address, Duration answer) {
        return SecretRoutes.open(vaultSettings(address, answer), ROUTES);
    }

    static VaultSettings vaultSettings(String address, Duration answer) {
        return new VaultSettings(
                address,
                "",
                "secret",
                FakeVault.PREFIX,
                VaultSettings.Auth.TOKEN,
                "",
                "",
                "",
                "",
                "",
                "",
                FakeVault.TOKEN,
                "",
                CONNECT,
                answer);
    }

    /** By credentials in the system properties that AWS's default chain reads first. */
    public static SecretBackend aws(String address, Duration answer) {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "unimportant");
        AwsSettings settings = new AwsSettings("eu-central-1", "", address, FakeAws.PREFIX, CONNECT, answer);
        return SecretRoutes.open(settings, ROUTES);
    }

    /** By a token that it accepts; {@code localhost} is no vault of Azure's, so the challenge is not held to be one. */
    public static SecretBackend azure(String address, LoopbackCertificate trusted, Duration answer) {
        AzureSettings settings =
                new AzureSettings(address, AzureSettings.Auth.DEFAULT, "", "", "", FakeAzure.PREFIX, CONNECT, answer);
        TokenCredential credential =
                request -> Mono.just(new AccessToken(FakeAzure.TOKEN, OffsetDateTime.parse("2999-01-01T00:00:00Z")));
        java.net.http.HttpClient.Builder http =
                java.net.http.HttpClient.newBuilder().sslContext(trusted.client());
        return SecretRoutes.open(
                "azure",
                AzureClients.connect(
                        settings,
                        AzureClients.client(settings, AzureClients.http(settings, http), credential)
                                .disableChallengeResourceVerification()),
                ROUTES);
    }

    public static SecretBackend azure(FakeAzure azure, Duration answer) {
        return azure(azure.address(), azure.certificate(), answer);
    }

    /** Without credentials and without TLS. */
    public static SecretBackend gcp(String address, Duration answer) {
        GcpSettings settings = new GcpSettings(FakeGcp.PROJECT, FakeGcp.PREFIX, address, CONNECT, answer);
        return SecretRoutes.open(
                "gcp",
                GcpClients.connect(
                        settings,
                        SecretManagerServiceSettings.newBuilder()
                                .setEndpoint(address)
                                .setCredentialsProvider(NoCredentialsProvider.create())
                                .setTransportChannelProvider(
                                        SecretManagerServiceSettings.defaultGrpcTransportProviderBuilder()
                                                .setEndpoint(address)
                                                .setChannelConfigurator(channel -> channel.usePlaintext())
                                                .build())),
                ROUTES);
    }
}
