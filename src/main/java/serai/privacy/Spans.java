package serai.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** The one resolution of overlaps: the same spans give the same disjoint spans, in whatever order they come. */
final class Spans {

    private static final Comparator<PiiSpan> STRONGEST_FIRST = Comparator.comparingDouble(PiiSpan::score)
            .reversed()
            .thenComparing(
                    Comparator.<PiiSpan>comparingInt(s -> s.end() - s.start()).reversed())
            .thenComparingInt(PiiSpan::start)
            .thenComparing(PiiSpan::entity);

    private Spans() {}

    /**
     * Disjoint spans, by position. The surer span wins, then the longer; what a loser covers beyond the winners stays
     * covered, so that no overlap uncovers a character that some detector found.
     *
     * @param matters whether the character at an offset is worth covering alone: a letter or a digit
     */
    static List<PiiSpan> disjoint(List<PiiSpan> spans, IntPredicate matters) {
        NavigableMap<Integer, PiiSpan> chosen = new TreeMap<>();
        for (PiiSpan span : spans.stream().sorted(STRONGEST_FIRST).toList()) {
            for (PiiSpan rest : uncovered(span, chosen)) {
                PiiSpan trimmed = trim(rest, matters);
                if (trimmed != null) {
                    chosen.put(trimmed.start(), trimmed);
                }
            }
        }
        return List.copyOf(chosen.values());
    }

    private static List<PiiSpan> uncovered(PiiSpan span, NavigableMap<Integer, PiiSpan> chosen) {
        List<PiiSpan> rest = new ArrayList<>(1);
        int at = span.start();
        var before = chosen.floorEntry(at);
        if (before != null) {
            at = Math.max(at, before.getValue().end());
        }
        for (PiiSpan other :
                chosen.subMap(span.start(), false, span.end(), false).values()) {
            if (at < other.start()) {
                rest.add(new PiiSpan(span.entity(), at, other.start(), span.score()));
            }
            at = Math.max(at, other.end());
        }
        if (at < span.end()) {
            rest.add(new PiiSpan(span.entity(), at, span.end(), span.score()));
        }
        return rest;
    }

    private static @org.jspecify.annotations.Nullable PiiSpan trim(PiiSpan span, IntPredicate matters) {
        for (int i = span.start(); i < span.end(); i++) {
            if (matters.test(i)) {
                return span;
            }
        }
        return null;
    }
}
