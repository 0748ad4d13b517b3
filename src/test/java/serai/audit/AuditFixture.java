package serai.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.springframework.util.unit.DataSize;
import serai.audit.AuditEvent.Kind;
import serai.query.RequestContext;
import serai.query.Subject;
import serai.query.Tenant;
import serai.secrets.Secret;

/** Events and logs for tests. */
public final class AuditFixture {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final KeyedHash HASH =
            new KeyedHash(name -> new Secret("a key for tests".getBytes(StandardCharsets.US_ASCII), "1"));

    private AuditFixture() {}

    static AuditEvent event(Map<String, Object> details) {
        Subject subject = new Subject("https://issuer.example", "ibn-battuta", new Tenant("demo"), Map.of(), Set.of());
        return new AuditEvent(
                Kind.QUERY_INTENT, new RequestContext("r-1", "", NOW, NOW.plusSeconds(30)), subject, details);
    }

    static AuditEvent event(int number) {
        return event(Map.of("number", number, "policy", "p\u00e9rsia \"1\""));
    }

    static AuditSettings settings(DataSize segment) {
        return new AuditSettings(1024, Duration.ofSeconds(30), segment, DataSize.ofBytes(0));
    }

    static FileAuditLog open(Path directory) {
        return open(directory, new LocalDisk());
    }

    static FileAuditLog open(Path directory, Disk disk) {
        return FileAuditLog.open(directory, settings(DataSize.ofMegabytes(64)), HASH, CLOCK, disk);
    }

    /** A log with a start, the events and a stop. */
    static void write(Path directory, int events) {
        try (FileAuditLog log = open(directory)) {
            for (int i = 0; i < events; i++) {
                log.append(event(i));
            }
        }
    }
}
