package serai.secrets.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import serai.secrets.SecretBackend;
import serai.secrets.SecretBackendException;
import serai.secrets.SecretBackendException.Reason;

/** When secrets end, as far as a backend tells. */
final class EndOfSecretsTest {

    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    private static Reason refusal(Runnable call) {
        return catchThrowableOfType(SecretBackendException.class, call::run).reason();
    }

    @Test
    void vaultTellsWhenAVersionWillBeDeleted() throws IOException {
        try (FakeVault vault = new FakeVault();
                SecretBackend backend = CloudFixture.vault(vault.address(), ANSWER)) {
            vault.put("key", "value");
            vault.expire("key", LATER);

            assertThat(backend.describe("key").expires()).contains(LATER);
        }
    }

    @Test
    void aVersionThatVaultHasDeletedOrDestroyedIsMissing() throws IOException {
        try (FakeVault vault = new FakeVault();
                SecretBackend backend = CloudFixture.vault(vault.address(), ANSWER)) {
            vault.put("deleted", "value");
            vault.expire("deleted", Instant.parse("2026-01-03T00:00:00Z"));
            vault.put("destroyed", "value");
            vault.destroy("destroyed");

            assertThat(refusal(() -> backend.describe("deleted"))).isEqualTo(Reason.MISSING);
            assertThat(refusal(() -> backend.describe("destroyed"))).isEqualTo(Reason.MISSING);
        }
    }

    @Test
    void azureTellsWhenASecretExpires() throws IOException {
        try (FakeAzure azure = new FakeAzure();
                SecretBackend backend = CloudFixture.azure(azure, ANSWER)) {
            azure.put("key", "value");
            azure.expire("key", LATER);

            assertThat(backend.describe("key").expires()).contains(LATER);
        }
    }

    @Test
    void aSecretThatAwsWillDeleteIsMissing() throws IOException {
        try (FakeAws aws = new FakeAws();
                SecretBackend backend = CloudFixture.aws(aws.address(), ANSWER)) {
            aws.put("key", "value");
            aws.delete("key");

            assertThat(refusal(() -> backend.read("key"))).isEqualTo(Reason.MISSING);
            assertThat(refusal(() -> backend.describe("key"))).isEqualTo(Reason.MISSING);
        }
    }

    @Test
    void awsIsAskedOnceWhenAVersionWasMade() throws IOException {
        try (FakeAws aws = new FakeAws();
                SecretBackend backend = CloudFixture.aws(aws.address(), ANSWER)) {
            aws.put("key", "value");
            backend.describe("key");
            backend.describe("key");
            assertThat(aws.lists()).isEqualTo(1);

            aws.put("key", "newer");
            backend.describe("key");
            assertThat(aws.lists()).isEqualTo(2);
        }
    }
}
