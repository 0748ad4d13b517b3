package serai.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import serai.query.ProblemException;
import serai.query.ProblemType;

/** Refuses archives that unpack to far more than they weigh, before any parser opens them. */
final class ZipBounds {

    private static final int MOST_ENTRIES = 2_000;
    private static final long MOST_BYTES = 200L << 20;
    private static final long HIGHEST_RATIO = 100;
    private static final long ALWAYS_ALLOWED = 1L << 20;

    private ZipBounds() {}

    /** Unpacks into nothing, counting. */
    static void check(byte[] content) throws UnreadableDocumentException {
        long most = Math.min(MOST_BYTES, Math.max(ALWAYS_ALLOWED, content.length * HIGHEST_RATIO));
        boolean word = false;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            long unpacked = 0;
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                word |= entry.getName().equals("word/document.xml");
                unpacked += count(zip, most - unpacked);
                if (++entries > MOST_ENTRIES || unpacked > most) {
                    throw new ProblemException(
                            ProblemType.TOO_LARGE, "the document unpacks to far more than it weighs; it is not read");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableDocumentException("the document cannot be read as DOCX; it may be damaged");
        }
        if (!word) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "the file is an archive but not a Word document");
        }
    }

    private static long count(ZipInputStream zip, long most) throws IOException {
        byte[] buffer = new byte[16_384];
        long total = 0;
        for (int read = zip.read(buffer); read >= 0 && total <= most; read = zip.read(buffer)) {
            total += read;
        }
        return total;
    }
}
