package serai.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import serai.audit.AuditEvent.Kind;

/**
 * The audit log in files: one canonical JSON record per line, each holding the hash of the one before.
 *
 * <p>{@code docs/guide/audit.md} says what it promises.
 */
public final class FileAuditLog implements AuditLog, AutoCloseable {

    private final LogLock lock;
    private final Journal journal;
    private final GroupCommit commit;
    private final KeyedHash hash;

    private FileAuditLog(LogLock lock, Journal journal, GroupCommit commit, KeyedHash hash) {
        this.lock = lock;
        this.journal = journal;
        this.commit = commit;
        this.hash = hash;
    }

    /**
     * Opens or begins the log.
     *
     * @param directory made when it does not exist
     * @throws IllegalStateException when another process writes it or it is damaged; the message says where and what to
     *     do
     */
    public static FileAuditLog open(Path directory, AuditSettings settings, KeyedHash hash, Clock clock) {
        return open(directory, settings, hash, clock, new LocalDisk());
    }

    static FileAuditLog open(Path directory, AuditSettings settings, KeyedHash hash, Clock clock, Disk disk) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            LogLock lock = LogLock.take(directory);
            try {
                Recovery.End end = Recovery.run(directory);
                Journal journal = new Journal(directory, end, settings, disk, clock);
                FileAuditLog log = new FileAuditLog(lock, journal, new GroupCommit(journal, settings), hash);
                log.begin(end);
                return log;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log " + directory + " cannot be opened", e);
        }
    }

    private void begin(Recovery.End end) {
        if (!end.cut().isEmpty()) {
            commit.append(Entry.ofLog(Kind.RECOVERY, end.cut()));
        }
        commit.append(Entry.ofLog(Kind.START, Map.of()));
    }

    @Override
    public AuditReceipt append(AuditEvent event) {
        return commit.append(Entry.of(event, hash));
    }

    /** Appends what the gateway did on its own account, for no caller. */
    AuditReceipt appendOwn(Kind kind, Map<String, Object> details) {
        return commit.append(Entry.ofLog(kind, details));
    }

    /** Whether a record could be appended now. */
    public boolean healthy() {
        return commit.isOpen() && journal.hasRoom();
    }

    /** Writes what waits and lets go of the files; a second call does nothing. */
    @Override
    public void close() {
        try (lock;
                commit) {
            if (healthy()) {
                commit.append(Entry.ofLog(Kind.STOP, Map.of()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log did not close", e);
        }
    }
}
