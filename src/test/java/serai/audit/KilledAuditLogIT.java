package serai.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.ChildJvm;

final class KilledAuditLogIT {

    @Test
    void keepsEveryReceiptThatWasGivenBeforeAKill(@TempDir Path directory) throws IOException {
        Path audit = directory.resolve("audit");
        List<String> receipts = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            receipts.addAll(ChildJvm.killAfter(200 + 150 * round, AppendingProgram.class, directory));
        }
        AuditFixture.open(audit).close();

        assertThat(receipts.size()).isGreaterThan(3000);
        assertThat(AuditVerifier.verify(audit).orElseThrow().findings()).isEmpty();
        assertThat(stored(audit)).containsAll(receipts);
    }

    private static Set<String> stored(Path audit) throws IOException {
        Set<String> stored = new HashSet<>();
        for (Segment segment : Segment.list(audit)) {
            for (String line : Files.readAllLines(segment.path())) {
                RecordLine record =
                        RecordLine.read(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
                stored.add(record.sequence() + " " + record.hash() + " .");
            }
        }
        return stored;
    }
}
