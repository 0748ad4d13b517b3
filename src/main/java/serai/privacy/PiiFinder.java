package serai.privacy;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Normalises a text, lets a detector read it and resolves what it found. Safe for use by many threads. */
final class PiiFinder {

    private final PiiDetector detector;
    private final Duration allowed;
    private final LongSupplier nanoClock;

    PiiFinder(PiiDetector detector, Duration allowed, LongSupplier nanoClock) {
        this.detector = detector;
        this.allowed = allowed;
        this.nanoClock = nanoClock;
    }

    /** Disjoint spans by position, of the entities that are wanted; the others hide nothing. */
    List<PiiSpan> find(String text, Predicate<String> wanted) {
        NormalizedText normal = NormalizedText.of(text);
        Scan scan = new Scan(normal.text(), allowed, nanoClock);
        List<PiiSpan> found = detector.detect(scan).stream()
                .filter(span -> wanted.test(span.entity()))
                .map(normal::original)
                .toList();
        return Spans.disjoint(
                found,
                at -> Character.isLetterOrDigit(text.charAt(at))
                        || Character.isSurrogate(text.charAt(at))
                        || text.charAt(at) == ':');
    }
}
