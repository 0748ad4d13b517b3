package serai.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.audit.AuditFixture.CLOCK;
import static serai.audit.AuditFixture.event;
import static serai.audit.AuditFixture.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import serai.secrets.Secret;

/** What a rotation of {@code audit-hmac} means for the log. */
class RotatedHashTest {

    private String key = "first";
    private final KeyedHash hash = new KeyedHash(name -> new Secret(key.getBytes(StandardCharsets.US_ASCII), key));

    @Test
    void hashesWithTheCurrentKeyAtEachUse() {
        String before = hash.of("marco");
        key = "second";

        assertThat(hash.of("marco")).isNotEqualTo(before).hasSize(64);
    }

    @Test
    void staysIntactAndGoesOnThroughARotation(@TempDir Path directory) throws IOException {
        append(directory, "first");
        append(directory, "second");

        assertThat(AuditVerifier.verify(directory))
                .hasValueSatisfying(found -> assertThat(found.findings()).isEmpty());
        assertThat(subjects(directory)).hasSize(2).doesNotHaveDuplicates();
    }

    private void append(Path directory, String with) {
        key = with;
        try (FileAuditLog log =
                FileAuditLog.open(directory, settings(DataSize.ofMegabytes(64)), hash, CLOCK, new LocalDisk())) {
            log.append(event(1));
        }
    }

    private static List<String> subjects(Path directory) throws IOException {
        Path segment = Segment.list(directory).getFirst().path();
        return Files.readAllLines(segment).stream()
                .filter(line -> line.contains("QUERY_INTENT"))
                .map(line -> line.replaceAll(".*\"subject\":\"([0-9a-f]{64})\".*", "$1"))
                .toList();
    }
}
