package serai.secrets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes the due step of every rotation, on one thread of its own.
 *
 * <p>A secret whose step failed is left alone for a while, longer each time up to an hour: a hook that fails may have
 * made the issuer do something.
 */
public final class RotationClerk implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Collection<Rotation> rotations;
    private final SecretEvents events;
    private final Clock clock;
    private final Map<String, Pause> pauses = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private record Pause(Duration length, Instant end) {}

    public RotationClerk(Collection<Rotation> rotations, SecretEvents events, Clock clock) {
        this.rotations = List.copyOf(rotations);
        this.events = events;
        this.clock = clock;
    }

    /** Looks again and again until it is closed. */
    public void start(Duration interval) {
        Thread.ofPlatform().daemon().name("secret-rotation").start(() -> look(interval));
    }

    private void look(Duration interval) {
        try {
            do {
                tick();
            } while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once. */
    synchronized void tick() {
        if (closed.getCount() == 0) {
            return;
        }
        for (Rotation rotation : rotations) {
            for (String secret : rotation.names()) {
                Pause pause = pauses.get(secret);
                if (pause == null || !clock.instant().isBefore(pause.end())) {
                    step(rotation, secret);
                }
            }
        }
    }

    private void step(Rotation rotation, String secret) {
        try {
            rotation.resume(secret);
            pauses.remove(secret);
        } catch (RuntimeException e) {
            pauses.merge(
                    secret,
                    pause(FIRST_PAUSE),
                    (last, first) -> pause(last.length().multipliedBy(2)));
            // The message of any other may quote anything.
            boolean ours = e instanceof SecretBackendException || e instanceof SecretUnavailableException;
            String why = ours ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName();
            events.happened(
                    new SecretEvent(SecretEvent.Kind.FAILURE, secret, "", "", "the rotation does not go on: " + why));
        }
    }

    private Pause pause(Duration wanted) {
        Duration length = wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
        return new Pause(length, clock.instant().plus(length));
    }

    /** Waits for the step that is being taken. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            pauses.clear();
        }
    }
}
