package serai.secrets.routes;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import serai.secrets.RemoteBackendContract;
import serai.secrets.SecretBackend;
import serai.secrets.SecretPlace;

/** The contract over a fake of a cloud, which all tests of a class share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
abstract class CloudBackendTest<P extends SecretPlace> implements RemoteBackendContract {

    private static final Duration PATIENT = Duration.ofSeconds(3);
    private static final Duration IMPATIENT = Duration.ofMillis(500);

    private P place;
    private SecretBackend backend;
    private SecretBackend impatient;
    private SecretBackend nowhere;

    abstract P start() throws IOException;

    /** @param answer how long to wait for one */
    abstract SecretBackend connect(P place, Duration answer);

    /** Where nobody listens. */
    abstract SecretBackend connectNowhere(P place, Duration answer);

    @BeforeAll
    final void open() throws IOException {
        place = start();
        backend = connect(place, PATIENT);
        impatient = connect(place, IMPATIENT);
        nowhere = connectNowhere(place, IMPATIENT);
    }

    @AfterAll
    final void close() {
        backend.close();
        impatient.close();
        nowhere.close();
        place.close();
    }

    @Override
    public final SecretPlace place() {
        return place;
    }

    @Override
    public final SecretBackend backend() {
        return backend;
    }

    @Override
    public final SecretBackend impatient() {
        return impatient;
    }

    @Override
    public final SecretBackend nowhere() {
        return nowhere;
    }
}
