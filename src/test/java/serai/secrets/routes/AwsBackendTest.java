package serai.secrets.routes;

import java.io.IOException;
import java.time.Duration;
import serai.secrets.SecretBackend;

final class AwsBackendTest extends CloudBackendTest<FakeAws> {

    @Override
    FakeAws start() throws IOException {
        return new FakeAws();
    }

    @Override
    SecretBackend connect(FakeAws place, Duration answer) {
        return CloudFixture.aws(place.address(), answer);
    }

    @Override
    SecretBackend connectNowhere(FakeAws place, Duration answer) {
        return CloudFixture.aws("http://127.0.0.1:1", answer);
    }
}
