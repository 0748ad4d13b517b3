package serai.secrets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import serai.secrets.SecretBackendException.Reason;

/** Reads the gateway's own keys at start, so that one that cannot be had keeps it from starting; makes those missing. */
final class KeyStart {

    private static final Duration BETWEEN = Duration.ofMillis(250);

    /** Longer than another replica takes from finding no key to having written one. */
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private final SecretStore store;
    private final Path home;
    private final Clock clock;
    private final Consumer<Duration> pause;

    /** @param pause waits */
    KeyStart(SecretStore store, Path home, Clock clock, Consumer<Duration> pause) {
        this.store = store;
        this.home = home;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Reads every key, waiting for a backend that does not answer yet. Replicas that start together with an empty backend
     * may each make one: none is used before all of them have, and then the last one.
     *
     * @throws SecretUnavailableException when a key cannot be had in that time
     */
    void run(Duration bound) {
        Instant until = clock.instant().plus(bound);
        List<String> made = new ArrayList<>();
        for (String name : ProductKeys.NAMES) {
            if (!has(name, until)) {
                make(name);
                made.add(name);
            }
        }
        // In files the first key made stays.
        if (!made.isEmpty() && !store.firstBackend().equals(FileBackend.NAME)) {
            pause.accept(SETTLED);
        }
        Instant settled = clock.instant().plus(bound);
        made.forEach(name -> demand(name, settled));
    }

    private boolean has(String name, Instant until) {
        while (true) {
            try {
                store.get(name);
                return true;
            } catch (SecretUnavailableException e) {
                Optional<Reason> reason = store.failure(name);
                if (reason.equals(Optional.of(Reason.MISSING))) {
                    return false;
                } else if (mayPass(reason) && clock.instant().isBefore(until)) {
                    pause.accept(BETWEEN);
                } else {
                    throw e;
                }
            }
        }
    }

    private static boolean mayPass(Optional<Reason> reason) {
        return reason.isPresent() && (reason.get() == Reason.UNREACHABLE || reason.get() == Reason.THROTTLED);
    }

    /** As the first releases stored it; the first rotation makes a keyset of it. */
    private static byte[] bareKey(String name) {
        return Base64.getEncoder().encode(RotationHook.randomKey().fresh(name));
    }

    private void make(String name) {
        Path left = home.resolve("keys").resolve(name + ".key");
        // Where files are looked at too, another process has made it since.
        if (Files.exists(left) && !store.asks(FileBackend.NAME)) {
            throw new SecretUnavailableException(
                    "the backend has no secret '" + name + "', but this home was made with the key in " + left
                            + ": write it to the backend, or put 'file' behind it in serai.secrets.backend",
                    null);
        }
        try {
            store.plant(name, bareKey(name));
        } catch (SecretBackendException e) {
            throw new SecretUnavailableException("the secret '" + name + "' cannot be made: " + e.getMessage(), e);
        }
    }

    private void demand(String name, Instant until) {
        if (!has(name, until)) {
            throw new SecretUnavailableException(
                    "the secret '" + name + "' was written but cannot be found: check what the gateway may read", null);
        }
    }
}
