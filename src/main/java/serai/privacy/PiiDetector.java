package serai.privacy;

import java.util.List;
import java.util.stream.Stream;

/** Finds personal data in a text. Implementations are stateless, linear in the text and safe for use by many threads. */
@FunctionalInterface
public interface PiiDetector {

    /** The spans found, in any order, possibly overlapping; offsets are those of {@code text}. */
    List<PiiSpan> detect(String text);

    /** Finds nothing. */
    static PiiDetector none() {
        return text -> List.of();
    }

    /** Finds what either finds; associative, and {@link #none()} is its identity. */
    default PiiDetector and(PiiDetector other) {
        return text -> Stream.concat(detect(text).stream(), other.detect(text).stream())
                .toList();
    }
}
