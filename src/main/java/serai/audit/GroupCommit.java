package serai.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * Lets many threads share a sync: one thread takes whatever waits and writes it at once.
 *
 * <p>After a failed write or sync nobody knows what is on the disk, and trying again can hide the loss, so the first
 * failure is the last: everything waiting and everything later is refused until the gateway is started anew.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int BATCH = 4096;
    private static final Duration QUEUE_WAIT = Duration.ofMillis(250);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Journal journal;
    private final BlockingQueue<Pending> queue;
    private final Duration timeout;
    private final Thread writer;
    private volatile boolean closed;
    private volatile boolean failed;

    GroupCommit(Journal journal, AuditSettings settings) {
        this.journal = journal;
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        this.timeout = settings.timeout();
        this.writer = Thread.ofPlatform().name("audit-writer").daemon().start(this::run);
    }

    /** @param entry empty to stop */
    private record Pending(Optional<Entry> entry, CompletableFuture<AuditReceipt> receipt) {
        Pending(Optional<Entry> entry) {
            this(entry, new CompletableFuture<>());
        }
    }

    /** Whether it takes records. */
    boolean isOpen() {
        return !closed && !failed;
    }

    AuditReceipt append(Entry entry) {
        if (!isOpen()) {
            throw unavailable("The audit log is closed. Ask the operator to look at the gateway's log.", null);
        }
        Pending pending = new Pending(Optional.of(entry));
        try {
            if (!queue.offer(pending, QUEUE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable("The audit log is behind. Try again later.", null);
            }
            refuseIfOver();
            return pending.receipt().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("The request was interrupted while its audit record was written.", e);
        } catch (TimeoutException e) {
            throw unavailable("The audit record was not durable in time. Try again later.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException problem
                    ? problem
                    : unavailable("The audit record could not be made durable.", e.getCause());
        }
    }

    private void run() {
        List<Pending> batch = new ArrayList<>(BATCH);
        boolean more = true;
        while (more) {
            batch.clear();
            try {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                more = commit(batch);
            } catch (InterruptedException e) {
                fail(batch, e);
                more = false;
            }
        }
        refuseWaiting();
    }

    private boolean commit(List<Pending> batch) {
        List<Pending> written =
                batch.stream().filter(pending -> pending.entry().isPresent()).toList();
        try {
            List<AuditReceipt> receipts = journal.write(written.stream()
                    .flatMap(pending -> pending.entry().stream())
                    .toList());
            for (int i = 0; i < receipts.size(); i++) {
                written.get(i).receipt().complete(receipts.get(i));
            }
        } catch (ProblemException e) {
            written.forEach(pending -> pending.receipt().completeExceptionally(e));
        } catch (IOException | RuntimeException | Error e) {
            fail(batch, e);
            return false;
        }
        return written.size() == batch.size();
    }

    private void fail(List<Pending> batch, Throwable cause) {
        failed = true;
        LOG.error("the audit log failed and is closed; the gateway refuses requests until it is started anew", cause);
        batch.forEach(pending -> pending.receipt().completeExceptionally(cause));
    }

    /** Whoever queued behind the last batch must not wait for a writer that is gone. */
    private void refuseIfOver() {
        if (failed || !writer.isAlive()) {
            refuseWaiting();
        }
    }

    private void refuseWaiting() {
        List<Pending> late = new ArrayList<>();
        queue.drainTo(late);
        late.forEach(pending -> pending.receipt().completeExceptionally(unavailable("The audit log is closed.", null)));
    }

    private static ProblemException unavailable(String detail, @Nullable Throwable cause) {
        return new ProblemException(ProblemType.UNAVAILABLE, detail, RETRY_AFTER, cause);
    }

    /** Writes what waits, then stops. */
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            if (queue.offer(new Pending(Optional.empty()), timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.join(timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
    }
}
