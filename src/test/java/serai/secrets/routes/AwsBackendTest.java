package serai.secrets.routes;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import serai.secrets.RemoteBackendContract;
import serai.secrets.SecretBackend;
import serai.secrets.SecretPlace;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
final class AwsBackendTest implements RemoteBackendContract {

    private FakeAws place;
    private SecretBackend backend;
    private SecretBackend impatient;
    private SecretBackend nowhere;

    @BeforeAll
    void open() throws IOException {
        place = new FakeAws();
        backend = CloudFixture.aws(place.address(), Duration.ofSeconds(3));
        impatient = CloudFixture.aws(place.address(), Duration.ofMillis(500));
        nowhere = CloudFixture.aws("http://127.0.0.1:1", Duration.ofMillis(500));
    }

    @AfterAll
    void close() {
        backend.close();
        impatient.close();
        nowhere.close();
        place.close();
    }

    @Override
    public SecretPlace place() {
        return place;
    }

    @Override
    public SecretBackend backend() {
        return backend;
    }

    @Override
    public SecretBackend impatient() {
        return impatient;
    }

    @Override
    public SecretBackend nowhere() {
        return nowhere;
    }
}
