package serai.ingest;

import java.io.IOException;
import java.io.InputStream;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Sha256;

/** The bytes of an uploaded document, held in memory and never printed. Immutable. */
public final class Content {

    private final byte[] bytes;

    private Content(byte[] bytes) {
        this.bytes = bytes;
    }

    /** These bytes. */
    public static Content of(byte[] bytes) {
        return new Content(bytes.clone());
    }

    /**
     * Reads a stream to its end.
     *
     * @param limit the most bytes to hold
     * @throws ProblemException {@link ProblemType#TOO_LARGE} when the stream holds more
     */
    public static Content read(InputStream in, long limit) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        if (bytes.length > limit) {
            throw tooLarge(limit);
        }
        return new Content(bytes);
    }

    static ProblemException tooLarge(long limit) {
        return new ProblemException(
                ProblemType.TOO_LARGE,
                "the document is larger than " + limit + " bytes; split it, or raise serai.ingest.max-bytes");
    }

    /** The number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** SHA-256 in lower-case hex. */
    public String sha256() {
        return Sha256.hex(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "Content[" + bytes.length + " bytes]";
    }
}
