package serai.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import serai.audit.Disk.AppendFile;
import serai.audit.RecordLine.Written;
import serai.query.ProblemException;
import serai.query.ProblemType;

/** Writes batches of records to segments. Used by one thread. */
final class Journal implements Closeable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Path directory;
    private final AuditSettings settings;
    private final Disk disk;
    private final Clock clock;
    private final String log;
    private AppendFile file;
    private long size;
    private long sequence;
    private String previous;

    Journal(Path directory, Recovery.End end, AuditSettings settings, Disk disk, Clock clock) throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.disk = disk;
        this.clock = clock;
        this.log = end.log();
        this.sequence = end.sequence();
        this.previous = end.previous();
        List<Segment> segments = Segment.list(directory);
        Segment last = segments.isEmpty() ? Segment.in(directory, sequence) : segments.getLast();
        this.file = disk.append(last.path());
        this.size = file.size();
    }

    /**
     * Makes a batch durable with one write and one sync.
     *
     * @return the receipts in the order of the entries
     * @throws ProblemException when there is no room; nothing was written, and a later batch may succeed
     * @throws IOException when it is unknown what is on the disk; no later batch may be written
     */
    List<AuditReceipt> write(List<Entry> entries) throws IOException {
        if (!hasRoom()) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, "The disk of the audit log is nearly full.", RETRY_AFTER, null);
        }
        if (size >= settings.segmentSize().toBytes()) {
            rotate();
        }
        StringBuilder text = new StringBuilder();
        List<AuditReceipt> receipts = append(entries, text);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
        size += bytes.remaining();
        file.write(bytes);
        file.force();
        demandUntouched();
        return receipts;
    }

    private List<AuditReceipt> append(List<Entry> entries, StringBuilder text) {
        Instant now = clock.instant();
        List<AuditReceipt> receipts = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Written written = RecordLine.write(entry, now, log, sequence, previous);
            text.append(written.text()).append('\n');
            previous = written.record().hash();
            receipts.add(new AuditReceipt("sr-" + log + "-" + sequence, sequence, previous));
            sequence++;
        }
        return receipts;
    }

    /** A record in a file that was moved, removed or cut is not on record. */
    private void demandUntouched() throws IOException {
        if (!file.inPlace() || file.size() != size) {
            throw new IOException("the segment being written was moved, removed or altered by someone else");
        }
    }

    private void rotate() throws IOException {
        file.close();
        file = disk.append(Segment.in(directory, sequence).path());
        size = file.size();
    }

    /** Whether the disk has more than the floor left. Safe to ask from any thread. */
    boolean hasRoom() {
        try {
            return disk.usableBytes(directory) >= settings.minimumFree().toBytes();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
