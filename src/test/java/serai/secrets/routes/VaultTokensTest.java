package serai.secrets.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.secrets.SecretBackend;
import serai.secrets.SecretBackendException;
import serai.secrets.SecretBackendException.Reason;
import serai.secrets.SecretPlace.Trouble;
import serai.secrets.StoredSecret;
import serai.secrets.routes.VaultSettings.Auth;

/** How the gateway logs in to Vault, and what it does when its token ends. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
final class VaultTokensTest {

    @TempDir
    private Path files;

    private FakeVault vault;

    @BeforeEach
    void open() throws IOException {
        vault = new FakeVault();
        vault.put("key", "value");
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private SecretBackend connect(String address, Auth auth, String who, Path proof, String ca) {
        return SecretRoutes.open(
                new VaultSettings(
                        address,
                        "",
                        "secret",
                        FakeVault.PREFIX,
                        auth,
                        "",
                        who,
                        proof.toString(),
                        who,
                        proof.toString(),
                        auth == Auth.TOKEN ? proof.toString() : "",
                        "",
                        ca,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3)),
                Path.of("routes"));
    }

    private SecretBackend connect(Auth auth, String who, Path proof) {
        return connect(vault.address(), auth, who, proof, "");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(files.resolve(name), text + "\n");
    }

    private static String read(SecretBackend backend) {
        return text(backend.read("key"));
    }

    private static String text(StoredSecret secret) {
        return secret.use(value -> new String(value, StandardCharsets.UTF_8));
    }

    private static Reason refusal(SecretBackend backend) {
        return catchThrowableOfType(SecretBackendException.class, () -> backend.read("key"))
                .reason();
    }

    @Test
    void logsInWithTheTokenOfAServiceAccountOnce() throws IOException {
        vault.admit("gateway", "a service account's token");
        try (SecretBackend backend = connect(Auth.KUBERNETES, "gateway", file("jwt", "a service account's token"))) {
            assertThat(read(backend)).isEqualTo("value");
            assertThat(read(backend)).isEqualTo("value");
        }
        assertThat(vault.logins()).isEqualTo(1);
    }

    @Test
    void logsInWithARoleAndASecretId() throws IOException {
        vault.admit("role-id", "secret-id");
        try (SecretBackend backend = connect(Auth.APPROLE, "role-id", file("secret-id", "secret-id"))) {
            assertThat(read(backend)).isEqualTo("value");
        }
    }

    @Test
    void saysThatItWasNotLetIn() throws IOException {
        vault.admit("role-id", "another");
        try (SecretBackend backend = connect(Auth.APPROLE, "role-id", file("secret-id", "secret-id"))) {
            SecretBackendException failure =
                    catchThrowableOfType(SecretBackendException.class, () -> backend.read("key"));

            assertThat(failure.reason()).isEqualTo(Reason.DENIED);
            assertThat(failure).hasMessageContaining("login").hasMessageNotContaining("secret-id'");
        }
    }

    @Test
    void saysWhichFileItCannotLogInWith() {
        try (SecretBackend backend = connect(Auth.KUBERNETES, "gateway", files.resolve("none"))) {
            SecretBackendException failure =
                    catchThrowableOfType(SecretBackendException.class, () -> backend.read("key"));

            assertThat(failure.reason()).isEqualTo(Reason.DENIED);
            assertThat(failure).hasMessageContaining("serai.secrets.vault.jwt-file");
        }
    }

    @Test
    void logsInAgainWhenItsTokenIsRevoked() throws IOException {
        vault.admit("role-id", "secret-id");
        Path secretId = file("secret-id", "secret-id");
        try (SecretBackend backend = connect(Auth.APPROLE, "role-id", secretId)) {
            assertThat(read(backend)).isEqualTo("value");
            vault.revokeAll();
            vault.admit("role-id", "a newer secret-id");
            Files.writeString(secretId, "a newer secret-id");

            assertThat(read(backend)).isEqualTo("value");
            assertThat(backend.describe("key").version()).isEqualTo("1");
            vault.revokeAll();
            assertThat(backend.write("key", new byte[] {'n', 'e', 'w'})).isEqualTo("2");
        }
        assertThat(vault.logins()).isEqualTo(3);
    }

    @Test
    void doesNotLogInAgainWhenOnlyTheSecretIsRefused() throws IOException {
        vault.admit("role-id", "secret-id");
        try (SecretBackend backend = connect(Auth.APPROLE, "role-id", file("secret-id", "secret-id"))) {
            vault.fail(Trouble.DENIED);

            assertThat(refusal(backend)).isEqualTo(Reason.DENIED);
            assertThat(refusal(backend)).isEqualTo(Reason.DENIED);
        }
        assertThat(vault.logins()).isEqualTo(1);
    }

    @Test
    void renewsItsTokenBeforeItEnds() throws IOException {
        vault.admit("role-id", "secret-id");
        vault.lease(2);
        try (SecretBackend backend = connect(Auth.APPROLE, "role-id", file("secret-id", "secret-id"))) {
            assertThat(read(backend)).isEqualTo("value");

            await().atMost(Duration.ofSeconds(20)).until(() -> vault.renewals() > 0);
            assertThat(read(backend)).isEqualTo("value");
        }
        assertThat(vault.logins()).isEqualTo(1);
    }

    @Test
    void readsATokenAgainThatAnAgentHasReplaced() throws IOException {
        Path token = file("token", FakeVault.TOKEN);
        try (SecretBackend backend = connect(Auth.TOKEN, "", token)) {
            assertThat(read(backend)).isEqualTo("value");
            vault.revokeAll();
            assertThat(refusal(backend)).isEqualTo(Reason.DENIED);

            vault.accept("hvs.newer");
            Files.writeString(token, "hvs.newer\n");

            assertThat(read(backend)).isEqualTo("value");
        }
    }

    @Test
    void trustsTheCertificatesOfItsFileAlone() throws IOException {
        LoopbackCertificate certificate = LoopbackCertificate.make();
        HttpsServer server = HttpsServer.create(FakeCloud.loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        try (FakeVault secured = new FakeVault(server)) {
            secured.put("key", "value");
            String address = "https://localhost:" + secured.port();
            Path token = file("token", FakeVault.TOKEN);
            String own = file("ca.pem", certificate.pem()).toString();
            String other = file("other.pem", LoopbackCertificate.make().pem()).toString();

            try (SecretBackend trusting = connect(address, Auth.TOKEN, "", token, own);
                    SecretBackend wary = connect(address, Auth.TOKEN, "", token, other);
                    SecretBackend usual = connect(address, Auth.TOKEN, "", token, "")) {
                assertThat(read(trusting)).isEqualTo("value");
                assertThat(refusal(wary)).isEqualTo(Reason.UNREACHABLE);
                assertThat(refusal(usual)).isEqualTo(Reason.UNREACHABLE);
            }
        }
    }
}
