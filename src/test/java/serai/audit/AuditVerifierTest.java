package serai.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;
import serai.audit.Finding.Kind;

final class AuditVerifierTest {

    private static final int RECORDS = 22;
    private static Path directory = Path.of("target");
    private static Path segment = Path.of("target");
    private static byte[] whole = {};

    @BeforeContainer
    static void write() throws IOException {
        directory = Files.createTempDirectory("audit");
        AuditFixture.write(directory, RECORDS - 2);
        segment = Segment.list(directory).getFirst().path();
        whole = Files.readAllBytes(segment);
    }

    @AfterContainer
    static void remove() throws IOException {
        FileSystemUtils.deleteRecursively(directory);
    }

    private static Verification verify(byte[] bytes) throws IOException {
        Files.write(segment, bytes);
        return AuditVerifier.verify(directory).orElseThrow();
    }

    private static List<String> lines() {
        return new ArrayList<>(new String(whole, StandardCharsets.UTF_8).lines().toList());
    }

    private static Verification verify(List<String> lines) throws IOException {
        return verify((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Example
    void findsNothingInAnUntouchedLog() throws IOException {
        Verification result = verify(whole);

        assertThat(result.findings()).isEmpty();
        assertThat(result.records()).isEqualTo(RECORDS);
    }

    @Property(tries = 1500)
    void findsEveryFlippedBit(@ForAll @IntRange(max = 1 << 20) int place, @ForAll @IntRange(max = 7) int bit)
            throws IOException {
        byte[] flipped = whole.clone();
        flipped[place % whole.length] ^= (byte) (1 << bit);

        assertThat(verify(flipped).findings()).isNotEmpty();
    }

    @Property(tries = 300)
    void findsEveryCutWithinARecord(@ForAll @IntRange(min = 1, max = 1 << 20) int place) throws IOException {
        int length = place % whole.length;
        byte[] cut = Arrays.copyOf(whole, length);
        boolean whollyCut = length == 0 || cut[length - 1] == '\n';

        assertThat(verify(cut).findings())
                .extracting(Finding::kind)
                .isEqualTo(whollyCut ? List.of() : List.of(Kind.TRUNCATED_TAIL));
    }

    @Property(tries = 300)
    void findsEveryDeletedRecordButTheLast(@ForAll @IntRange(max = RECORDS - 2) int index) throws IOException {
        List<String> lines = lines();
        lines.remove(index);

        assertThat(verify(lines).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Kind.DELETED))
                .satisfies(finding -> assertThat(finding.message()).contains("record " + index + " is missing"));
    }

    @Property(tries = 500)
    void findsEveryPairThatChangedPlaces(
            @ForAll @IntRange(max = RECORDS - 1) int one, @ForAll @IntRange(max = RECORDS - 1) int other)
            throws IOException {
        List<String> lines = lines();
        Collections.swap(lines, one, other);

        assertThat(verify(lines).findings().isEmpty()).isEqualTo(one == other);
        assertThat(verify(lines).findings()).extracting(Finding::kind).doesNotContain(Kind.DELETED, Kind.EDITED);
    }

    @Property(tries = 300)
    void findsEveryRepeatedRecord(
            @ForAll @IntRange(max = RECORDS - 1) int index, @ForAll @IntRange(max = RECORDS) int place)
            throws IOException {
        List<String> lines = lines();
        lines.add(place, lines.get(index));

        assertThat(verify(lines).findings()).isNotEmpty();
    }

    @Property(tries = 100)
    void findsARecordThatWasRewrittenWithARightHash(@ForAll @IntRange(max = RECORDS - 2) int index) throws IOException {
        List<String> lines = lines();
        byte[] line = lines.get(index).getBytes(StandardCharsets.UTF_8);
        RecordLine record = RecordLine.read(line).orElseThrow();
        Entry forged = Entry.ofLog(AuditEvent.Kind.STOP, Map.of());
        lines.set(
                index,
                RecordLine.write(forged, AuditFixture.NOW, record.log(), record.sequence(), record.previous())
                        .text());

        assertThat(verify(lines).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Kind.EDITED))
                .satisfies(finding -> assertThat(finding.line()).isEqualTo(index + 2));
    }

    @Example
    void findsAMissingSegmentAndARenamedOne() throws IOException {
        Path many = Files.createTempDirectory(directory, "many");
        try (FileAuditLog log = FileAuditLog.open(
                many, AuditFixture.settings(DataSize.ofBytes(1)), AuditFixture.HASH, AuditFixture.CLOCK)) {
            for (int i = 0; i < 8; i++) {
                log.append(AuditFixture.event(i));
            }
        }
        List<Segment> segments = Segment.list(many);
        Files.move(segments.get(3).path(), many.resolve("0000000000000000099.jsonl"));

        assertThat(AuditVerifier.verify(many).orElseThrow().findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.REORDERED);
        Files.delete(many.resolve("0000000000000000099.jsonl"));
        assertThat(AuditVerifier.verify(many).orElseThrow().findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.DELETED);
    }

    @Example
    void takesAnUnfinishedRecordForOneBeingWrittenWhileTheLogIsLocked() throws IOException {
        byte[] unfinished = Arrays.copyOf(whole, whole.length - 3);
        LogLock lock = LogLock.take(directory);
        List<Finding> beside = verify(unfinished).findings();
        lock.close();

        assertThat(beside).isEmpty();
        assertThat(verify(unfinished).findings()).extracting(Finding::kind).containsExactly(Kind.TRUNCATED_TAIL);
    }

    @Example
    void findsNoLogWhereThereIsNone() throws IOException {
        assertThat(AuditVerifier.verify(directory.resolve("none"))).isEmpty();
    }
}
