package serai.secrets.routes;

import java.io.IOException;
import java.time.Duration;
import serai.secrets.SecretBackend;

final class AzureBackendTest extends CloudBackendTest<FakeAzure> {

    @Override
    FakeAzure start() throws IOException {
        return new FakeAzure();
    }

    @Override
    SecretBackend connect(FakeAzure place, Duration answer) {
        return CloudFixture.azure(place, answer);
    }

    @Override
    SecretBackend connectNowhere(FakeAzure place, Duration answer) {
        return CloudFixture.azure("https://localhost:1", place.certificate(), answer);
    }
}
