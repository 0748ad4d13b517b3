package serai.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.secrets.SecretEvent;
import serai.secrets.SecretEventQueue;

class SecretRecordsTest {

    @TempDir
    private Path directory;

    private static SecretEvent event(String version) {
        return new SecretEvent(SecretEvent.Kind.NEW_VERSION, "token", "vault", version, "");
    }

    private List<String> lines() throws IOException {
        try (Stream<Path> segments = Files.list(directory)) {
            Path segment = segments.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(segment).stream()
                    .filter(line -> line.contains("\"kind\":\"SECRET\""))
                    .toList();
        }
    }

    @Test
    void recordsWhatHappenedBeforeTheLogOpenedAndUntilItCloses() throws IOException {
        SecretEventQueue queue = new SecretEventQueue();
        queue.happened(event("1"));
        try (FileAuditLog log = AuditFixture.open(directory)) {
            SecretRecords records = new SecretRecords(queue, log);
            records.begin();
            queue.happened(event("2"));
            records.close();
        }

        assertThat(lines()).hasSize(2);
        assertThat(lines().getFirst())
                .contains("{\"backend\":\"vault\",\"event\":\"new-version\",\"secret\":\"token\",\"version\":\"1\"}");
        assertThat(lines().getLast()).contains("\"version\":\"2\"");
        assertThat(AuditVerifier.verify(directory).orElseThrow().intact()).isTrue();
    }

    @Test
    void saysHowMuchIsMissing() throws IOException {
        SecretEventQueue queue = new SecretEventQueue();
        for (int i = 0; i < 1_027; i++) {
            queue.happened(event("1"));
        }
        try (FileAuditLog log = AuditFixture.open(directory)) {
            SecretRecords records = new SecretRecords(queue, log);
            records.begin();
            records.close();
        }

        assertThat(lines()).hasSize(1_024);
        assertThat(lines().getFirst()).contains("\"lostBefore\":3");
    }
}
