package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import picocli.CommandLine;
import serai.audit.AuditSettings;
import serai.audit.FileAuditLog;
import serai.audit.KeyedHash;
import serai.secrets.Secret;

final class AuditCommandTest {

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private FileAuditLog open() {
        AuditSettings settings =
                new AuditSettings(100, Duration.ofSeconds(30), DataSize.ofMegabytes(1), DataSize.ofBytes(0));
        KeyedHash hash = new KeyedHash(name -> new Secret(new byte[32], "1"));
        return FileAuditLog.open(home.resolve("audit"), settings, hash, Clock.systemUTC());
    }

    private int verify(String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "verify";
        arguments[1] = "--home";
        arguments[2] = home.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return new CommandLine(new AuditCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path segment() {
        return home.resolve("audit/0000000000000000000.jsonl");
    }

    @Test
    void exitsWithZeroForAnIntactLogBesideItsWriter() {
        try (FileAuditLog log = open()) {
            assertThat(verify()).isZero();
            assertThat(log.healthy()).isTrue();
        }
        assertThat(out.toString()).startsWith("intact: 1 records in 1 segments of log ");
    }

    @Test
    void exitsWithOneAndALinePerFindingForADamagedLog() throws IOException {
        open().close();
        Files.writeString(segment(), Files.readString(segment()).replace("STOP", "STAP"));

        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("edited 0000000000000000000.jsonl:2: ");
    }

    @Test
    void namesATruncatedTail() throws IOException {
        open().close();
        Files.writeString(segment(), "{", StandardOpenOption.APPEND);

        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString()).startsWith("truncated-tail 0000000000000000000.jsonl:3: ");
    }

    @Test
    void printsTheFindingsAsJson() throws IOException {
        open().close();
        Files.writeString(segment(), "{}\n");

        assertThat(verify("--json")).isEqualTo(1);
        JsonNode result = new ObjectMapper().readTree(out.toString());
        assertThat(result.get("intact").asBoolean()).isFalse();
        assertThat(result.get("findings").get(0).get("kind").asText()).isEqualTo("EDITED");
    }

    @Test
    void exitsWithTwoWhereThereIsNoLog() {
        assertThat(verify()).isEqualTo(2);
        assertThat(err.toString()).contains("--home");
    }

    @Test
    void exitsWithTwoForWrongUsage() {
        assertThat(verify("--hom")).isEqualTo(2);
    }
}
