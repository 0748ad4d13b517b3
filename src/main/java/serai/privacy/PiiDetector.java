package serai.privacy;

import java.util.List;
import java.util.stream.Stream;

/** Finds personal data in a text. Implementations are stateless, linear in the text and safe for use by many threads. */
@FunctionalInterface
public interface PiiDetector {

    /**
     * The spans found, in any order, possibly overlapping; offsets are those of {@code scan}.
     *
     * @throws serai.query.ProblemException when the scan is out of steps or time; never an incomplete answer
     */
    List<PiiSpan> detect(Scan scan);

    /** Finds nothing. */
    static PiiDetector none() {
        return scan -> List.of();
    }

    /** Finds what either finds; associative, and {@link #none()} is its identity. */
    default PiiDetector and(PiiDetector other) {
        return scan -> Stream.concat(detect(scan).stream(), other.detect(scan).stream())
                .toList();
    }
}
