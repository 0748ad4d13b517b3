package serai.secrets;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import serai.secrets.SecretBackendException.Reason;

/**
 * What the gateway holds of one secret: the last version that was read, and how asking for it went. Read by many
 * threads; changed only by the one flight that is under way.
 */
final class HeldSecret {

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(10);

    /** Why the last attempt failed. */
    record Failure(Reason reason, String message, Instant at) {}

    /**
     * How asking went.
     *
     * @param succeeded when the backend last confirmed the version
     * @param failures how many attempts in a row have failed
     * @param failure the last of them
     * @param due when to ask again
     */
    record Progress(Optional<Instant> succeeded, int failures, Optional<Failure> failure, Instant due) {

        private static final Progress NONE = new Progress(Optional.empty(), 0, Optional.empty(), Instant.MIN);

        private Instant asked() {
            return failure.map(Failure::at).or(() -> succeeded).orElse(Instant.MIN);
        }
    }

    private final String name;
    private final Reading reading;
    private final AtomicReference<@Nullable Flight> flight = new AtomicReference<>();
    private volatile @Nullable Version version;
    private volatile @Nullable Version previous;
    private volatile Instant previousUntil = Instant.MIN;
    private volatile long confirmed;
    private volatile Progress progress = Progress.NONE;
    private final LongAdder failuresInAll = new LongAdder();
    private volatile Instant forced = Instant.MIN;
    private volatile @Nullable Backends confirmedBy;

    HeldSecret(String name) {
        this.name = name;
        this.reading = ProductKeys.has(name) ? Reading.keyset() : Reading.whole();
    }

    String name() {
        return name;
    }

    /** How the whole value is read. */
    Reading reading() {
        return reading;
    }

    /** The version that may be used now, if any: one that the backend confirmed within the grace. */
    @Nullable
    Version usable(long nowMillis, long graceMillis) {
        Version held = version;
        return held != null && nowMillis - confirmed < graceMillis ? held : null;
    }

    Optional<Version> version() {
        return Optional.ofNullable(version);
    }

    /** The version before, for as long as both are accepted. */
    Optional<Version> previous(Instant now) {
        return now.isBefore(previousUntil) ? Optional.ofNullable(previous) : Optional.empty();
    }

    Progress progress() {
        return progress;
    }

    /** How many attempts have failed since the start. */
    long failuresInAll() {
        return failuresInAll.sum();
    }

    /** Whether it has no version, and nobody has asked for one since. */
    boolean wasNeverThere(Instant since) {
        Instant asked = progress.asked();
        return version == null && !asked.equals(Instant.MIN) && asked.isBefore(since);
    }

    boolean isDue(Instant now) {
        Progress present = progress;
        return !now.isBefore(present.due()) || isSetBack(now, present.asked());
    }

    /** Whether the clock was set back since: what is due would be so much later. */
    private static boolean isSetBack(Instant now, Instant since) {
        return now.plus(SLACK).isBefore(since);
    }

    void makeDue() {
        progress = new Progress(progress.succeeded(), progress.failures(), progress.failure(), Instant.MIN);
    }

    /** Whether a forced read may begin: not soon after another, and not while the backend asked to be left alone. */
    boolean mayForce(Instant now, Duration apart) {
        boolean throttled = progress.failure()
                .filter(failure -> failure.reason() == Reason.THROTTLED)
                .isPresent();
        boolean soon = now.isBefore(later(forced, apart)) && !isSetBack(now, forced);
        return !soon && (!throttled || isDue(now));
    }

    void noteForced(Instant now) {
        forced = now;
    }

    /** Runs the work unless some is under way already; gives whichever is. */
    Flight fly(Executor executor, Runnable work) {
        Flight mine = new Flight();
        Flight underWay = flight.compareAndExchange(null, mine);
        if (underWay != null) {
            return underWay;
        }
        try {
            executor.execute(() -> run(work, mine));
        } catch (RejectedExecutionException e) {
            land(mine);
        }
        return mine;
    }

    private void run(Runnable work, Flight mine) {
        try {
            work.run();
        } finally {
            land(mine);
        }
    }

    private void land(Flight mine) {
        flight.set(null);
        mine.land();
    }

    /**
     * Takes over what the backend said.
     *
     * @param by who was asked
     * @return whether it is another version than before
     * @throws SecretBackendException when it cannot be used
     */
    boolean confirm(Version found, Backends by, Instant now, Instant due, Duration overlap) {
        Version before = version;
        boolean changed = before == null || !before.isFrom(found.backend(), found.id());
        if (changed) {
            demandSuccessor(before, reading.of(found.stored()));
            previous = ProductKeys.has(name) ? null : before;
            previousUntil = later(now, overlap);
            version = found;
        }
        confirmed = now.toEpochMilli();
        confirmedBy = by;
        progress = new Progress(Optional.of(now), 0, Optional.empty(), due);
        return changed;
    }

    /**
     * Refuses a key of the gateway that other backends than before hold, unless it goes with the one in use: a rotation
     * would mix the keys of two places.
     */
    void demandOwn(Version found, Backends by) {
        if (by != confirmedBy) {
            demandSuccessor(version, reading.of(found.stored()));
        }
    }

    /** A key of the gateway that is not the one in use, nor made from it by a rotation, could open nothing. */
    private void demandSuccessor(@Nullable Version before, List<Secret> found) {
        if (before == null || !ProductKeys.has(name)) {
            return;
        }
        Secret present = reading.of(before.stored()).getFirst();
        if (found.stream().noneMatch(present::isSameAs)) {
            throw new SecretBackendException(
                    Reason.MALFORMED,
                    "holds another key than version " + present.version() + ", which is in use: put that one back");
        }
    }

    /**
     * Remembers a failure.
     *
     * @return whether it is the first in a row, or of another kind than the one before
     */
    boolean fail(SecretBackendException e, Instant now, Duration refresh, double jitter) {
        Progress before = progress;
        int failures = before.failures() + 1;
        Duration backOff = FIRST_BACK_OFF.multipliedBy(1L << Math.min(failures - 1, 20));
        Duration wait = times(shorter(backOff, refresh), jitter);
        Duration asked = shorter(e.retryAfter().orElse(Duration.ZERO), LONGEST_RETRY_AFTER);
        failuresInAll.increment();
        progress = new Progress(
                before.succeeded(),
                failures,
                Optional.of(new Failure(e.reason(), String.valueOf(e.getMessage()), now)),
                now.plus(asked.compareTo(wait) > 0 ? asked : wait));
        return before.failure()
                .filter(failure -> failure.reason() == e.reason())
                .isEmpty();
    }

    static Duration times(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Instant later(Instant from, Duration by) {
        return from.equals(Instant.MIN) ? from : from.plus(by);
    }
}
