package serai.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import serai.audit.SegmentReader.Line;

/**
 * Reads a log from its first record and checks that nothing was altered, removed or moved.
 *
 * <p>Needs no key, writes nothing, and works beside a running gateway. It cannot know that whole records are missing
 * from the end, nor that someone wrote a whole new chain: that takes an earlier hash held elsewhere.
 */
public final class AuditVerifier {

    /** More are not reported. */
    public static final int MAX_FINDINGS = 1000;

    private final Path directory;
    private final Chain chain = new Chain();

    private AuditVerifier(Path directory) {
        this.directory = directory;
    }

    /** The outcome; empty when there is no log in the directory. */
    public static Optional<Verification> verify(Path directory) throws IOException {
        List<Segment> segments = Files.isDirectory(directory) ? Segment.list(directory) : List.of();
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        AuditVerifier verifier = new AuditVerifier(directory);
        for (Segment segment : segments) {
            verifier.read(segment, segment.equals(segments.getLast()));
        }
        return Optional.of(verifier.chain.verification(segments.size()));
    }

    private void read(Segment segment, boolean last) throws IOException {
        try (SegmentReader reader = new SegmentReader(segment)) {
            Optional<Line> line = reader.next();
            while (line.isPresent()) {
                if (line.get().complete()) {
                    chain.accept(segment, line.get());
                } else if (!last || !LogLock.isTaken(directory)) {
                    chain.truncated(segment, line.get());
                }
                line = reader.next();
            }
        }
    }
}
