package serai.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;

/** Reads the lines of a segment as they are, however broken. */
final class SegmentReader implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private long offset;
    private int number;

    SegmentReader(Segment segment) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(segment.path()), BUFFER);
    }

    /**
     * A line.
     *
     * @param number from 1
     * @param offset of its first byte in the segment
     * @param record empty when the line is none
     * @param complete whether its line feed is there
     */
    record Line(int number, long offset, Optional<RecordLine> record, boolean complete) {}

    /** The next line; a longer one than any record comes in parts. */
    Optional<Line> next() throws IOException {
        line.reset();
        long start = offset;
        int next = in.read();
        while (next >= 0 && next != '\n' && line.size() < RecordLine.MAX_LENGTH) {
            line.write(next);
            next = in.read();
        }
        offset += line.size() + (next < 0 ? 0 : 1);
        if (offset == start) {
            return Optional.empty();
        }
        number++;
        return Optional.of(new Line(number, start, RecordLine.read(line.toByteArray()), next >= 0));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
