package serai.secrets.routes;

import java.io.IOException;
import java.time.Duration;
import serai.secrets.SecretBackend;

final class GcpBackendTest extends CloudBackendTest<FakeGcp> {

    @Override
    FakeGcp start() throws IOException {
        return new FakeGcp();
    }

    @Override
    SecretBackend connect(FakeGcp place, Duration answer) {
        return CloudFixture.gcp(place.address(), answer);
    }

    @Override
    SecretBackend connectNowhere(FakeGcp place, Duration answer) {
        return CloudFixture.gcp("127.0.0.1:1", answer);
    }
}
