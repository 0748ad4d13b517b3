package serai.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import serai.audit.SegmentReader.Line;

/** Follows the records of a log and notes where they do not follow each other. */
final class Chain {

    private final List<Finding> findings = new ArrayList<>();
    private final NavigableMap<Long, Gap> gaps = new TreeMap<>();
    private String log = "";
    private long expected;
    private long newest = -1;
    private long records;

    /** The hash that the next record must name; empty after a line that is no record. */
    private Optional<String> previous = Optional.of(RecordLine.GENESIS);

    /** Sequences not seen where they belong. */
    private record Gap(long last, Segment segment, int line) {}

    void accept(Segment segment, Line line) {
        if (line.record().isEmpty()) {
            add(Finding.Kind.EDITED, segment, line, "the line is not a record with a right hash");
            expected++;
            previous = Optional.empty();
            return;
        }
        RecordLine record = line.record().get();
        records++;
        if (record.sequence() <= newest) {
            misplaced(segment, line, record);
        } else {
            follow(segment, line, record);
        }
    }

    void truncated(Segment segment, Line line) {
        add(Finding.Kind.TRUNCATED_TAIL, segment, line, "the segment ends within a record");
        expected++;
        previous = Optional.empty();
    }

    private void follow(Segment segment, Line line, RecordLine record) {
        if (record.sequence() > expected) {
            gaps.put(expected, new Gap(record.sequence() - 1, segment, line.number()));
        } else if (previous.isPresent() && !previous.get().equals(record.previous())) {
            add(Finding.Kind.EDITED, segment, line, "record " + record.sequence() + " vouches for another predecessor");
        } else if (line.number() == 1 && record.sequence() != segment.first()) {
            add(Finding.Kind.REORDERED, segment, line, "the segment begins with record " + record.sequence());
        }
        if (!log.isEmpty() && !log.equals(record.log())) {
            add(Finding.Kind.EDITED, segment, line, "record " + record.sequence() + " belongs to another log");
        }
        log = record.log();
        newest = record.sequence();
        expected = newest + 1;
        previous = Optional.of(record.hash());
    }

    private void misplaced(Segment segment, Line line, RecordLine record) {
        long sequence = record.sequence();
        add(Finding.Kind.REORDERED, segment, line, "record " + sequence + " stands after record " + newest);
        Map.Entry<Long, Gap> entry = gaps.floorEntry(sequence);
        if (entry != null && sequence <= entry.getValue().last()) {
            close(entry.getKey(), entry.getValue(), sequence);
        }
    }

    private void close(long first, Gap gap, long sequence) {
        gaps.remove(first);
        if (first < sequence) {
            gaps.put(first, new Gap(sequence - 1, gap.segment(), gap.line()));
        }
        if (sequence < gap.last()) {
            gaps.put(sequence + 1, gap);
        }
    }

    Verification verification(int segments) {
        gaps.forEach((first, gap) -> add(
                Finding.Kind.DELETED,
                gap.segment(),
                gap.line(),
                first == gap.last()
                        ? "record " + first + " is missing before it"
                        : "records " + first + " to " + gap.last() + " are missing before it"));
        findings.sort(Comparator.comparing(Finding::segment).thenComparingInt(Finding::line));
        return new Verification(log, segments, records, findings);
    }

    private void add(Finding.Kind kind, Segment segment, Line line, String message) {
        add(kind, segment, line.number(), message);
    }

    private void add(Finding.Kind kind, Segment segment, int line, String message) {
        if (findings.size() < AuditVerifier.MAX_FINDINGS) {
            findings.add(new Finding(kind, segment.name(), line, message));
        }
    }
}
