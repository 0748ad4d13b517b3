package serai.secrets.routes;

import java.io.IOException;
import java.time.Duration;
import serai.secrets.SecretBackend;

final class VaultBackendTest extends CloudBackendTest<FakeVault> {

    @Override
    FakeVault start() throws IOException {
        return new FakeVault();
    }

    @Override
    SecretBackend connect(FakeVault place, Duration answer) {
        return CloudFixture.vault(place.address(), answer);
    }

    @Override
    SecretBackend connectNowhere(FakeVault place, Duration answer) {
        return CloudFixture.vault("http://127.0.0.1:1", answer);
    }
}
