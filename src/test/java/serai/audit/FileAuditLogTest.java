package serai.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static serai.audit.AuditFixture.HASH;
import static serai.audit.AuditFixture.event;
import static serai.audit.AuditFixture.open;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import serai.query.ProblemException;
import serai.query.ProblemType;

final class FileAuditLogTest implements AuditLogContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private final List<FileAuditLog> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(FileAuditLog::close);
    }

    @Override
    public FileAuditLog log() {
        return opened.isEmpty() ? keep(open(directory)) : opened.getFirst();
    }

    private FileAuditLog keep(FileAuditLog log) {
        opened.add(log);
        return log;
    }

    private List<String> lines() {
        return Segment.list(directory).stream()
                .flatMap(segment -> lines(segment.path()).stream())
                .toList();
    }

    private static List<String> lines(Path segment) {
        try {
            return Files.readAllLines(segment);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void writesCanonicalJsonThatEachHashVouchesFor() throws Exception {
        AuditReceipt receipt =
                log().append(event(Map.of("z", 1, "a", List.of("é\u0001\"/", true), "\u20ac", Map.of("n", -5L))));
        String previous = RecordLine.GENESIS;
        for (String line : lines()) {
            assertThat(new JsonCanonicalizer(line).getEncodedString()).isEqualTo(line);
            ObjectNode record = (ObjectNode) JSON.readTree(line);
            String hash = record.remove("hash").asText();
            byte[] rest = new JsonCanonicalizer(JSON.writeValueAsString(record)).getEncodedUTF8();
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(rest)))
                    .isEqualTo(hash);
            assertThat(record.get("prev").asText()).isEqualTo(previous);
            previous = hash;
        }
        assertThat(previous).isEqualTo(receipt.hash());
    }

    @Test
    void namesTheCallerByAPseudonymOnly() throws IOException {
        log().append(event(1));

        JsonNode record = JSON.readTree(lines().getLast());
        assertThat(lines().toString()).doesNotContain("ibn-battuta");
        assertThat(record.get("subject").asText()).isEqualTo(HASH.of("https://issuer.example\nibn-battuta"));
        assertThat(record.get("tenant").asText()).isEqualTo("demo");
        assertThat(record.get("request").asText()).isEqualTo("r-1");
        assertThat(record.get("time").asText()).isEqualTo("2026-03-01T10:00:00.123456Z");
    }

    @Test
    void continuesTheChainAfterARestart() throws IOException {
        log().append(event(1));
        log().close();
        AuditReceipt next = keep(open(directory)).append(event(2));

        assertThat(next.sequence()).isEqualTo(4);
        assertThat(lines())
                .extracting(line -> JSON.readTree(line).get("kind").asText())
                .containsExactly("START", "QUERY_INTENT", "STOP", "START", "QUERY_INTENT");
        assertThat(AuditVerifier.verify(directory).orElseThrow().intact()).isTrue();
    }

    @Test
    void continuesTheChainInANewSegment() throws IOException {
        for (int restart = 0; restart < 3; restart++) {
            FileAuditLog log = keep(FileAuditLog.open(
                    directory, AuditFixture.settings(DataSize.ofBytes(900)), HASH, AuditFixture.CLOCK));
            IntStream.range(0, 20).forEach(i -> log.append(event(i)));
            log.close();
        }
        Verification result = AuditVerifier.verify(directory).orElseThrow();

        assertThat(result.segments()).isGreaterThan(5);
        assertThat(result.records()).isEqualTo(66);
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void keepsEveryAcknowledgedRecordOf64Threads() throws Exception {
        FileAuditLog log = log();
        List<Callable<AuditReceipt>> appends = IntStream.range(0, 6400)
                .mapToObj(i -> (Callable<AuditReceipt>) () -> log.append(event(i)))
                .toList();
        List<String> acknowledged = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            for (Future<AuditReceipt> receipt : threads.invokeAll(appends)) {
                acknowledged.add(receipt.get().hash());
            }
        }

        assertThat(lines())
                .extracting(line -> JSON.readTree(line).get("hash").asText())
                .containsAll(acknowledged);
        assertThat(acknowledged).doesNotHaveDuplicates();
        assertThat(AuditVerifier.verify(directory).orElseThrow().intact()).isTrue();
    }

    @Test
    void letsOneWriterInAtATime() {
        FileAuditLog log = log();

        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another gateway");
        log.close();
        assertThat(keep(open(directory)).healthy()).isTrue();
    }

    @Test
    void refusesEverythingAfterASyncFailed() {
        FaultyDisk disk = new FaultyDisk();
        FileAuditLog log = keep(open(directory, disk));
        disk.failSyncs();

        assertRefused(log);
        disk.recover();
        assertRefused(log);
        assertThat(log.healthy()).isFalse();
    }

    @Test
    void cutsWhatAFailedWriteLeft() throws IOException {
        FaultyDisk disk = new FaultyDisk();
        FileAuditLog log = keep(open(directory, disk));
        disk.failWrites();
        assertRefused(log);
        log.close();

        AuditReceipt next = keep(open(directory)).append(event(2));

        assertThat(next.sequence()).isEqualTo(3);
        assertThat(lines())
                .extracting(line -> JSON.readTree(line).get("kind").asText())
                .containsExactly("START", "RECOVERY", "START", "QUERY_INTENT");
        assertThat(AuditVerifier.verify(directory).orElseThrow().intact()).isTrue();
    }

    @Test
    void refusesWhileTheDiskIsNearlyFullAndNoLonger() {
        FaultyDisk disk = new FaultyDisk();
        FileAuditLog log = keep(open(directory, disk));
        disk.fill();

        assertThat(log.healthy()).isFalse();
        assertRefused(log);
        disk.recover();
        assertThat(log.healthy()).isTrue();
        assertThat(log.append(event(1)).sequence()).isEqualTo(1);
    }

    @Test
    void noticesThatItsSegmentWasRemoved() throws IOException {
        FileAuditLog log = log();
        Files.delete(Segment.list(directory).getFirst().path());

        assertRefused(log);
        assertThat(log.healthy()).isFalse();
    }

    @Test
    void noticesThatItsSegmentWasMovedAndReplaced() throws IOException {
        FileAuditLog log = log();
        Path segment = Segment.list(directory).getFirst().path();
        Files.move(segment, directory.resolve("elsewhere"));
        Files.copy(directory.resolve("elsewhere"), segment);

        assertRefused(log);
    }

    @Test
    void noticesThatSomebodyElseWroteToItsSegment() throws IOException {
        FileAuditLog log = log();
        Files.writeString(Segment.list(directory).getFirst().path(), "x", StandardOpenOption.APPEND);

        assertRefused(log);
    }

    @Test
    void refusesAfterItWasClosed() {
        FileAuditLog log = log();
        log.close();

        assertRefused(log);
        assertThat(log.healthy()).isFalse();
    }

    @Test
    void startsAfterATornTailOfAnyLengthAndReportsIt() throws IOException {
        AuditFixture.write(directory, 2);
        Path segment = Segment.list(directory).getFirst().path();
        byte[] whole = Files.readAllBytes(segment);
        int lastRecord = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('\n', whole.length - 2) + 1;
        for (int length = lastRecord + 1; length < whole.length; length += 7) {
            Files.write(segment, java.util.Arrays.copyOf(whole, length));

            open(directory).close();

            JsonNode recovery = JSON.readTree(lines().get(3));
            assertThat(recovery.get("kind").asText()).isEqualTo("RECOVERY");
            assertThat(recovery.get("details").get("bytes").asInt()).isEqualTo(length - lastRecord);
            assertThat(AuditVerifier.verify(directory).orElseThrow().intact()).isTrue();
        }
    }

    @Test
    void doesNotStartOnDamageBeforeTheEnd() throws IOException {
        AuditFixture.write(directory, 5);
        Path segment = Segment.list(directory).getFirst().path();
        Files.writeString(segment, Files.readString(segment).replace("\"number\":2", "\"number\":3"));

        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line 4 of 0000000000000000000.jsonl");
        assertThat(LogLock.isTaken(directory)).isFalse();
    }

    @Test
    void doesNotStartOnAnEditedLastRecord() throws IOException {
        AuditFixture.write(directory, 1);
        Path segment = Segment.list(directory).getFirst().path();
        Files.writeString(segment, Files.readString(segment).replace("\"STOP\"", "\"STAP\""));

        assertThatThrownBy(() -> open(directory)).hasMessageContaining("line 3 of ");
    }

    private static void assertRefused(AuditLog log) {
        assertThatThrownBy(() -> log.append(event(1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
    }
}
