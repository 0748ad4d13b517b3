package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PrivacyCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new PrivacyCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("file.txt"), text).toString();
    }

    @Test
    void saysWhatAndWhereButNotTheValue() throws IOException {
        assertThat(run("scan", file("one\n😀 203.0.113.7\n"))).isZero();
        assertThat(out.toString().strip()).matches("IP_ADDRESS +2:3");
    }

    @Test
    void showsTheValueWhenAsked() throws IOException {
        assertThat(run("scan", "--show", "--json", file("203.0.113.7"))).isZero();
        assertThat(out.toString()).contains("\"entity\":\"IP_ADDRESS\"", "\"line\":1", "\"value\":\"203.0.113.7\"");
    }

    @Test
    void printsFiguresAsJson() throws IOException {
        String cases = file("{\"entity\":\"IP_ADDRESS\",\"text\":\"203.0.113.7\",\"spans\":[[0,11]]}");
        assertThat(run("eval", cases, "--json")).isZero();
        String figures = "{\"precision\":1.0,\"recall\":1.0,\"f2\":1.0,\"leak\":0.0,\"overMask\":0.0}";
        assertThat(out.toString().strip())
                .isEqualTo("{\"overall\":" + figures + ",\"entities\":{\"IP_ADDRESS\":" + figures + "}}");
    }

    @Test
    void answersWrongUsageWithTwo() throws IOException {
        assertThat(run("scan", "nowhere.txt")).isEqualTo(2);
        assertThat(run("scan", "--rules", "nowhere.yaml", file("x"))).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere.txt", "nowhere.yaml");
    }

    @Test
    void answersCasesItCannotReadWithOne() throws IOException {
        assertThat(run("eval", file("no"))).isEqualTo(1);
    }
}
