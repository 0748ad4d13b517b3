package serai.secrets;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import serai.secrets.SecretBackendException.Reason;

/**
 * The backends in the order in which they are asked. The next one is asked when one has no such secret or does not
 * answer, never when it refuses or answers nonsense: a weaker place must not decide what a stronger one denied.
 *
 * <p>Closes them when it has been retired and the last call has returned.
 */
final class Backends {

    private final List<SecretBackend> backends;
    private int calls;
    private boolean retired;

    /** @param backends at least one */
    Backends(List<SecretBackend> backends) {
        this.backends = List.copyOf(backends);
    }

    /** The first, which the others stand in for. */
    String first() {
        return backends.getFirst().name();
    }

    /** Whether a backend of this name is among them. */
    boolean has(String name) {
        return backends.stream().anyMatch(backend -> backend.name().equals(name));
    }

    /** The names in order. */
    String names() {
        return backends.stream().map(SecretBackend::name).collect(joining(", "));
    }

    /**
     * The current version of a secret.
     *
     * @param held what was read before and is still good, which is given back when it is current
     * @param forced whether to read the value even though the version seems the same
     * @throws SecretBackendException when none gives it
     */
    Version ask(String secret, Optional<Version> held, boolean forced, Instant now) {
        @Nullable SecretBackendException failure = null;
        for (SecretBackend backend : backends) {
            try {
                return ask(backend, secret, held, forced, now);
            } catch (SecretBackendException e) {
                if (!asksOn(e, backend, held)) {
                    throw e;
                }
                failure = failure == null || e.reason() == Reason.UNREACHABLE ? e : failure;
            }
        }
        throw failure == null ? new IllegalStateException("there is no backend") : failure;
    }

    /** What is held from a backend that is away now is better than what another one may still have. */
    private static boolean asksOn(SecretBackendException e, SecretBackend backend, Optional<Version> held) {
        return switch (e.reason()) {
            case MISSING -> true;
            case UNREACHABLE ->
                held.filter(version -> version.backend().equals(backend.name())).isEmpty();
            case DENIED, THROTTLED, MALFORMED -> false;
        };
    }

    private static Version ask(
            SecretBackend backend, String secret, Optional<Version> held, boolean forced, Instant now) {
        SecretDescription about = backend.describe(secret);
        Optional<Version> same = held.filter(version -> version.isFrom(backend.name(), about.version()));
        if (same.isPresent() && !forced) {
            return same.get();
        }
        StoredSecret stored = backend.read(secret);
        if (same.isPresent() && same.get().id().equals(stored.version())) {
            return same.get();
        }
        boolean described = about.version().equals(stored.version());
        return Version.of(
                stored,
                backend.name(),
                described ? about : new SecretDescription(stored.version(), Optional.empty(), Optional.empty()),
                now);
    }

    /**
     * Writes a new version.
     *
     * @param to the backend that holds the secret; any other name means the first
     */
    String write(String to, String secret, byte[] value) {
        StoredSecret.demandUsable(value);
        return backends.stream()
                .filter(backend -> backend.name().equals(to))
                .findFirst()
                .orElseGet(backends::getFirst)
                .write(secret, value);
    }

    /** Keeps them open until {@link #leave}; false when they are closed already. */
    synchronized boolean enter() {
        if (retired) {
            return false;
        }
        calls++;
        return true;
    }

    void leave() {
        synchronized (this) {
            calls--;
        }
        closeWhenDone();
    }

    /** No more calls begin. */
    void retire() {
        synchronized (this) {
            retired = true;
        }
        closeWhenDone();
    }

    private void closeWhenDone() {
        boolean done;
        synchronized (this) {
            done = retired && calls == 0;
            calls = done ? -1 : calls;
        }
        if (done) {
            backends.forEach(SecretBackend::close);
        }
    }
}
