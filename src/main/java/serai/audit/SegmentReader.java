package serai.audit;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;

/** Reads the lines of a segment as they are, however broken. */
final class SegmentReader implements Closeable {

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private int position;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private long offset;
    private int number;

    SegmentReader(Segment segment) throws IOException {
        this.in = Files.newInputStream(segment.path());
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
        boolean ended = false;
        while (!ended && line.size() <= RecordLine.MAX_LENGTH && isFilled()) {
            ended = take(Math.min(filled, position + RecordLine.MAX_LENGTH + 1 - line.size()));
        }
        offset += line.size() + (ended ? 1 : 0);
        if (offset == start) {
            return Optional.empty();
        }
        number++;
        boolean complete = ended || line.size() > RecordLine.MAX_LENGTH;
        return Optional.of(new Line(number, start, RecordLine.read(line.toByteArray()), complete));
    }

    /** Takes what is there up to a line feed, in one piece, because a stream takes a lock for each byte. */
    private boolean take(int limit) {
        int from = position;
        while (position < limit && buffer[position] != '\n') {
            position++;
        }
        line.write(buffer, from, position - from);
        boolean ended = position < limit;
        position += ended ? 1 : 0;
        return ended;
    }

    private boolean isFilled() throws IOException {
        if (position == filled) {
            position = 0;
            filled = Math.max(in.read(buffer), 0);
        }
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
