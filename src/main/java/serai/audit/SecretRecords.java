package serai.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import serai.audit.AuditEvent.Kind;
import serai.query.ProblemException;
import serai.secrets.SecretEvent;
import serai.secrets.SecretEventQueue;

/**
 * Puts what happens to secrets on record, and what somebody should look at in the log: names and versions.
 *
 * <p>One thread waits for it, so that no use of a secret waits for the log. When the log fails, an event is only logged: the
 * gateway serves nobody then.
 */
final class SecretRecords implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SecretRecords.class);

    private final SecretEventQueue events;
    private final FileAuditLog log;
    private final Thread writer = Thread.ofVirtual().name("secret-records").unstarted(this::write);

    SecretRecords(SecretEventQueue events, FileAuditLog log) {
        this.events = events;
        this.log = log;
    }

    /** Writes what happened so far, and from now on. */
    void begin() {
        writer.start();
    }

    private void write() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                append(events.take());
            }
        } catch (InterruptedException e) {
            // Closed; what is left is written by whoever closes.
        }
    }

    private synchronized void append(SecretEvent event) {
        LOG.atLevel(level(event))
                .log("secret {}: {} {}{}", event.secret(), event.kind().word(), event.detail(), where(event));
        try {
            log.appendOwn(Kind.SECRET, details(event));
        } catch (ProblemException e) {
            LOG.error("what happened to the secret {} is not on record: {}", event.secret(), event.kind());
        }
    }

    private static String where(SecretEvent event) {
        String backend = event.backend().isEmpty() ? "" : "backend " + event.backend();
        String version = event.version().isEmpty() ? "" : "version " + event.version();
        String both = backend + (backend.isEmpty() || version.isEmpty() ? "" : ", ") + version;
        return both.isEmpty() ? "" : " (" + both + ")";
    }

    private static Level level(SecretEvent event) {
        return switch (event.kind()) {
            case FAILURE, OVERDUE, FALLBACK -> Level.WARN;
            case ROTATION, REVEAL -> Level.INFO;
            case NEW_VERSION -> Level.DEBUG;
        };
    }

    private Map<String, Object> details(SecretEvent event) {
        Map<String, Object> details = new HashMap<>(Map.of(
                "event", event.kind().word(),
                "secret", event.secret(),
                "backend", event.backend(),
                "version", event.version()));
        if (!event.detail().isEmpty()) {
            details.put("detail", event.detail());
        }
        long lost = events.takeLost();
        if (lost > 0) {
            details.put("lostBefore", lost);
        }
        return details;
    }

    /** Writes what still waits; the log must be open. Interrupts the writer only between two records. */
    @Override
    public synchronized void close() {
        writer.interrupt();
        for (Optional<SecretEvent> event = events.poll(); event.isPresent(); event = events.poll()) {
            append(event.get());
        }
    }
}
