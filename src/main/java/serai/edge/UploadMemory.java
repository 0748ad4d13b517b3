package serai.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.util.unit.DataSize;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * Bounds the memory of all documents that are being uploaded: together at most twice the largest. Each stands whole in
 * memory until it is stored, so without this a few callers could exhaust the heap. Thread-safe.
 */
final class UploadMemory {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final String RESERVED = "serai.reserved";

    private final Semaphore kilobytes;
    private final long largest;

    /** @param largest the largest body of an upload */
    UploadMemory(DataSize largest) {
        this.largest = largest.toBytes();
        this.kilobytes = new Semaphore(2 * kilobytes(this.largest));
    }

    /**
     * Takes what the body of the request may need, until {@link #release}.
     *
     * @throws ProblemException {@link ProblemType#UNAVAILABLE} when it is not there
     */
    void reserve(HttpServletRequest request) {
        long declared = request.getContentLengthLong();
        int needed = kilobytes(declared < 0 ? largest : Math.min(declared, largest));
        if (!kilobytes.tryAcquire(needed)) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, "Too many documents are being read; try again.", RETRY, null);
        }
        request.setAttribute(RESERVED, (Runnable) () -> kilobytes.release(needed));
    }

    /** Gives back what a request holds, if it holds anything. */
    static void release(HttpServletRequest request) {
        if (request.getAttribute(RESERVED) instanceof Runnable release) {
            request.removeAttribute(RESERVED);
            release.run();
        }
    }

    private static int kilobytes(long bytes) {
        return (int) (bytes / 1024) + 1;
    }
}
