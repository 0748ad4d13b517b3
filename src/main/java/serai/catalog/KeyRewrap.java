package serai.catalog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import serai.catalog.Sealer.WrappedKey;
import serai.query.ProblemException;
import serai.secrets.KeyUse;
import serai.secrets.SecretUnavailableException;

/**
 * Wraps the data keys of documents under the current {@code kek} when that has changed, in the background.
 *
 * <p>Only the wrapped key of a row changes: its revision, labels and passages stay, and with them what is cached of it.
 * How far it came stands in the rows, so it goes on after any interruption. A row that is written meanwhile is left as
 * written. Safe for use by many threads.
 */
public final class KeyRewrap implements KeyUse, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRewrap.class);
    private static final String KEK = "kek";

    /** Leaves most of the time to others: with batches of 200, about 4,000 documents a second at most. */
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(50);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final DocumentTable documents;
    private final TransactionTemplate writing;
    private final Runnable flush;
    private final Sealer sealer;
    private final int batch;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Long> reached = new HashMap<>();
    private @Nullable String target;
    private volatile boolean finished;
    private volatile Progress progress = new Progress(0, 0, 0);

    /**
     * How far the present or last pass has come since the gateway started.
     *
     * @param done how many documents it has wrapped anew or found changed
     * @param total how many there were to do
     * @param failed how many could not be opened; they keep the key they name from being retired
     */
    public record Progress(long done, long total, long failed) {}

    /**
     * @param flush brings what was committed to stable storage
     * @param batch how many documents are wrapped anew in one transaction, which keeps their writers waiting
     */
    KeyRewrap(DataSource database, Runnable flush, Sealer sealer, int batch) {
        this.documents = new DocumentTable(new JdbcTemplate(database));
        this.writing = new TransactionTemplate(new JdbcTransactionManager(database));
        this.flush = flush;
        this.sealer = sealer;
        this.batch = batch;
    }

    /** Looks for work again and again, on a thread of its own. */
    void start() {
        Thread.ofPlatform().daemon().name("key-rewrap").start(this::run);
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = attempt() ? BETWEEN_BATCHES : BETWEEN_LOOKS;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt() {
        try {
            return step();
        } catch (RuntimeException e) {
            LOG.error("Documents cannot be sealed under the current 'kek'; trying again.", e);
            return false;
        }
    }

    /** Does one batch; whether there may be more. */
    synchronized boolean step() {
        if (closed.getCount() == 0) {
            return false;
        }
        String current = sealer.currentVersion();
        if (!current.equals(target)) {
            begin(current);
        }
        List<DocumentRow> rows = finished ? List.of() : next(current);
        if (rows.isEmpty()) {
            finish();
            return false;
        }
        rewrap(rows);
        return true;
    }

    private void begin(String current) {
        target = current;
        reached.clear();
        finished = false;
        progress = new Progress(0, documents.sealedOtherwise(current), 0);
    }

    private void finish() {
        if (!finished && progress.total() > 0) {
            LOG.info("Sealed {} documents under the current 'kek'; {} failed.", progress.done(), progress.failed());
        }
        finished = true;
    }

    private List<DocumentRow> next(String current) {
        for (String version : documents.keyVersions()) {
            List<DocumentRow> rows = version.equals(current)
                    ? List.of()
                    : documents.sealedUnder(version, reached.getOrDefault(version, 0L), batch);
            if (!rows.isEmpty()) {
                reached.put(version, rows.getLast().revision());
                return rows;
            }
        }
        return List.of();
    }

    private void rewrap(List<DocumentRow> rows) {
        Map<DocumentRow, WrappedKey> rewrapped = HashMap.newHashMap(rows.size());
        rows.forEach(row -> rewrap(row).ifPresent(wrapped -> rewrapped.put(row, wrapped)));
        writing.executeWithoutResult(status -> documents.rewrap(rewrapped));
        long done = progress.done() + rewrapped.size();
        long failed = progress.failed() + rows.size() - rewrapped.size();
        progress = new Progress(done, Math.max(progress.total(), done + failed), failed);
    }

    private Optional<WrappedKey> rewrap(DocumentRow row) {
        try {
            return Optional.ofNullable(row.sealed()).map(held -> sealer.rewrap(held.key(), row.tenant(), row.id()));
        } catch (ProblemException | SecretUnavailableException e) {
            return Optional.empty();
        }
    }

    /** How far it has come. */
    public Progress progress() {
        return progress;
    }

    /**
     * Whether a document is sealed under a version of the {@code kek}, or the next one would be here. When the answer is
     * no, it will be so after a power failure too.
     */
    @Override
    public boolean stillNeeded(String secret, String id) {
        if (!secret.equals(KEK)) {
            return false;
        }
        if (sealer.currentVersion().equals(id)) {
            return true;
        }
        if (!documents.sealedUnder(id, 0, 1).isEmpty()) {
            again();
            return true;
        }
        flush.run();
        return false;
    }

    /** What failed may succeed now, and a replica that had not heard of the new key may have used the old one. */
    private synchronized void again() {
        if (finished) {
            target = null;
        }
    }

    /** Waits for the batch that is being done. */
    @Override
    public synchronized void close() {
        closed.countDown();
    }
}
