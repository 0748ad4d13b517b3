package serai.secrets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Reads and changes keysets in a backend that several replicas write to.
 *
 * <p>Backends cannot compare and set. A change is written only when the version is still the one that was read a moment
 * ago, and a key that another replica overwrote in that moment comes back as a previous one with the next look.
 */
final class BackendKeysets {

    private static final int ATTEMPTS = 3;

    /** A process that stood still longer than this between reading and writing looks again. */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private final SecretBackend backend;
    private final Clock clock;
    private final Map<String, Keyset> known = new ConcurrentHashMap<>();

    BackendKeysets(SecretBackend backend, Clock clock) {
        this.backend = backend;
        this.clock = clock;
    }

    /** What a step changed, or the same twice. */
    record Change(Keyset before, Keyset after) {}

    Keyset read(String secret) {
        return parse(backend.read(secret));
    }

    /**
     * Takes a step and writes the keyset if that changed it; what the backend held just before and holds afterwards.
     *
     * @param step may be tried several times
     */
    Change change(String secret, UnaryOperator<Keyset> step) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instant begun = clock.instant();
            StoredSecret stored = backend.read(secret);
            Keyset present = parse(stored);
            Keyset mended = known.getOrDefault(secret, present).rejoin(present, begun);
            Keyset next = step.apply(mended);
            if (next.equals(present)) {
                known.put(secret, present);
                return new Change(present, present);
            }
            if (isStill(secret, stored.version(), begun)) {
                // Before the write, which may take effect and fail all the same.
                known.put(secret, next);
                backend.write(secret, next.encode());
                return new Change(present, read(secret));
            }
        }
        throw new SecretUnavailableException(
                "the secret '" + secret + "' is changed by another replica again and again: try again later", null);
    }

    private boolean isStill(String secret, String version, Instant begun) {
        return backend.describe(secret).version().equals(version)
                && Duration.between(begun, clock.instant()).compareTo(MOMENT) < 0;
    }

    private static Keyset parse(StoredSecret stored) {
        return stored.use(Keyset::parse);
    }
}
