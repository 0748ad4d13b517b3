package serai.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serai.audit.SegmentReader.Line;

/**
 * Finds where a log ends.
 *
 * <p>Bytes after the last line feed are a record that was never acknowledged: they are cut. Anything else that is wrong
 * is damage, and the log is not opened. Only the last two segments are read; {@code serai audit verify} reads all.
 */
final class Recovery {

    private static final int SEGMENTS_READ = 2;

    private final Path directory;
    private End end = End.ofNewLog();
    private boolean anchored;

    private Recovery(Path directory) {
        this.directory = directory;
    }

    /**
     * Where the next record goes.
     *
     * @param cut what was removed, for the log's own record of it; empty when nothing was
     */
    record End(String log, long sequence, String previous, Map<String, Object> cut) {

        static End ofNewLog() {
            byte[] id = new byte[6];
            new SecureRandom().nextBytes(id);
            return new End(HexFormat.of().formatHex(id), 0, RecordLine.GENESIS, Map.of());
        }

        private End after(RecordLine record) {
            return new End(record.log(), record.sequence() + 1, record.hash(), cut);
        }
    }

    /** @throws IllegalStateException when the log is damaged before its end, naming the segment and line */
    static End run(Path directory) throws IOException {
        Recovery recovery = new Recovery(directory);
        List<Segment> segments = Segment.list(directory);
        int first = Math.max(0, segments.size() - SEGMENTS_READ);
        recovery.anchored = first == 0;
        for (Segment segment : segments.subList(first, segments.size())) {
            recovery.read(segment, segment.equals(segments.getLast()));
        }
        return recovery.end;
    }

    private void read(Segment segment, boolean last) throws IOException {
        if (!anchored) {
            end = new End(end.log(), segment.first(), end.previous(), end.cut());
        }
        if (segment.first() != end.sequence()) {
            throw damaged(segment, 1);
        }
        try (SegmentReader reader = new SegmentReader(segment)) {
            Optional<Line> line = reader.next();
            while (line.isPresent()) {
                accept(segment, line.get(), last);
                line = reader.next();
            }
        }
    }

    private void accept(Segment segment, Line line, boolean last) throws IOException {
        if (!line.complete() && last) {
            cut(segment, line.offset());
            return;
        }
        end = line.record()
                .filter(record -> line.complete() && follows(record))
                .map(end::after)
                .orElseThrow(() -> damaged(segment, line.number()));
        anchored = true;
    }

    private boolean follows(RecordLine record) {
        return record.sequence() == end.sequence()
                && (!anchored || record.previous().equals(end.previous()))
                && (!anchored || end.sequence() == 0 || record.log().equals(end.log()));
    }

    private void cut(Segment segment, long offset) throws IOException {
        try (FileChannel file = FileChannel.open(segment.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long bytes = file.size() - offset;
            String hash = hash(file, offset);
            file.truncate(offset);
            file.force(true);
            end = new End(
                    end.log(),
                    end.sequence(),
                    end.previous(),
                    Map.of("bytes", bytes, "sha256", hash, "segment", segment.name()));
        }
    }

    private static String hash(FileChannel file, long offset) throws IOException {
        MessageDigest digest = RecordLine.sha256();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        long position = offset;
        for (int read = file.read(buffer, position); read > 0; read = file.read(buffer, position)) {
            digest.update(buffer.flip());
            buffer.clear();
            position += read;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private IllegalStateException damaged(Segment segment, int line) {
        return new IllegalStateException("the audit log is damaged at line " + line + " of " + segment.name()
                + ": look with 'serai audit verify', then move " + directory
                + " away as evidence, and a new log is begun");
    }
}
