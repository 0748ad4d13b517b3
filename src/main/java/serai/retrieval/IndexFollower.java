package serai.retrieval;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import serai.catalog.Catalog;
import serai.catalog.Change;

/**
 * Keeps the vector index level with the catalog.
 *
 * <p>One change is applied at a time, in the order of revisions. Whoever waits for a revision applies what is missing, for
 * itself and for those who wait behind it; once a second the follower does so on its own, for changes that another
 * gateway made. Safe for use by many threads.
 */
public final class IndexFollower implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(IndexFollower.class);

    /** After so many changes a checkpoint is due even within the interval: it bounds what a crash repeats. */
    private static final int CHECKPOINT_CHANGES = 2_000;

    private final Catalog catalog;
    private final VectorStore store;
    private final String labelSchema;
    private final Clock clock;
    private final Duration checkpointInterval;
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile long visible;
    private int unsaved;
    private Instant saved;

    /**
     * @param labelSchema the version of the present label schema; an index of another one marks every document as unfit
     *     to be found, so it is built anew
     */
    public IndexFollower(
            Catalog catalog, VectorStore store, String labelSchema, Clock clock, Duration checkpointInterval) {
        this.catalog = catalog;
        this.store = store;
        this.labelSchema = labelSchema;
        this.clock = clock;
        this.checkpointInterval = checkpointInterval;
        this.saved = clock.instant();
    }

    /** Catches up with the catalog, then follows it until closed. */
    public void start() {
        resume();
        catchUp();
        Thread.ofPlatform().daemon().name("serai-index-follower").start(this::follow);
    }

    /** Returns once every change up to {@code revision} shows in searches. */
    public void awaitRevision(long revision) {
        if (visible < revision) {
            catchUp();
        }
    }

    /** The revision up to which searches show every change. */
    public long visible() {
        return visible;
    }

    private synchronized void resume() {
        long checkpointed = store.checkpointed(labelSchema);
        boolean replaced = checkpointed > catalog.revision();
        if (replaced) {
            log.warn(
                    "The index is at revision {} and the catalog at {}: the catalog was replaced. Building the index anew.",
                    checkpointed,
                    catalog.revision());
        }
        // Without a checkpoint, it may still hold what was marked for another label schema.
        if (replaced || checkpointed == 0) {
            store.reset();
            checkpointed = 0;
        }
        visible = checkpointed;
    }

    private synchronized void catchUp() {
        if (catalog.revision() > visible) {
            Tally tally = new Tally(visible);
            catalog.changesSince(visible, tally);
            store.refresh();
            // Only now: the catalog tells each document's present state, so half its changes are no state at all.
            visible = tally.newest;
            unsaved += tally.changes;
        }
        if (unsaved >= CHECKPOINT_CHANGES) {
            checkpoint();
        }
    }

    private void follow() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void tick() {
        if (closed.getCount() == 0) {
            return;
        }
        try {
            catchUp();
            checkpointWhenDue();
        } catch (RuntimeException e) {
            log.error("The index cannot follow the catalog at revision {}; trying again.", visible, e);
        }
    }

    private void checkpointWhenDue() {
        if (unsaved > 0 && !clock.instant().isBefore(saved.plus(checkpointInterval))) {
            checkpoint();
        }
    }

    private void checkpoint() {
        store.checkpoint(visible, labelSchema);
        unsaved = 0;
        saved = clock.instant();
    }

    /** Stops following and makes durable what was applied. */
    @Override
    public synchronized void close() {
        closed.countDown();
        if (unsaved > 0) {
            checkpoint();
        }
    }

    /** Applies changes and remembers how far it came. */
    private final class Tally implements Consumer<Change> {

        private long newest;
        private int changes;

        Tally(long revision) {
            this.newest = revision;
        }

        @Override
        public void accept(Change change) {
            store.apply(change);
            newest = change.revision();
            changes++;
        }
    }
}
