package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void testsTheShippedPolicies() {
        assertThat(run("test")).isZero();
        assertThat(out.toString())
                .contains("ok    a guest reads the house rules")
                .contains(" passed, 0 failed");
    }

    @Test
    void printsJson() {
        assertThat(run("test", "--json", "config/policies/documents_test.yaml")).isZero();
        assertThat(out.toString()).startsWith("{").contains("\"failed\":0", "\"passed\":true");
    }

    @Test
    void failsWhenACaseFails() throws IOException {
        Files.copy(Path.of("config/policies/documents.yaml"), directory.resolve("documents.yaml"));
        Files.writeString(directory.resolve("documents_test.yaml"), """
                cases:
                  - name: guests read secrets
                    claims: {clearance: 0, departments: [], location: samarkand}
                    labels: {classification: 3, departments: [], restricted_locations: []}
                    expect: permit
                """);

        assertThat(run("test", "--policies", directory.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("FAIL  guests read secrets: expected permit");
    }

    @Test
    void saysWhatIsWrongWithThePolicy() throws IOException {
        Files.writeString(directory.resolve("documents.yaml"), "rules: []");
        Files.writeString(directory.resolve("documents_test.yaml"), "cases: []");

        assertThat(run("test", "--policies", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("documents.yaml: rules: must be a list");
    }

    @Test
    void saysWhenThereIsNothingToTest() {
        assertThat(run("test", "--policies", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("holds no *_test.yaml");
    }

    @Test
    void explainsEveryRule() throws IOException {
        assertThat(explain("departments=hr,guard")).isEqualTo(1);
        assertThat(out.toString())
                .contains("denied by other-department")
                .containsPattern("permit +clearance +holds")
                .containsPattern("forbid +other-department +holds")
                .containsPattern("forbid +restricted-location +does not hold");
    }

    @Test
    void explainsAPermit() throws IOException {
        assertThat(explain("departments=trade", "--json")).isZero();
        assertThat(out.toString()).contains("\"permitted\":true", "\"rule\":\"clearance\"", "\"outcome\":\"HOLDS\"");
    }

    @Test
    void explainsNothingWithoutUsableLabels() throws IOException {
        assertThat(explain("division=trade")).isEqualTo(2);
        assertThat(err.toString()).contains("label 'departments' must be given as list<string>");
    }

    private int explain(String label, String... more) throws IOException {
        Path claims = Files.writeString(directory.resolve("claims.json"), """
                {"iss": "https://issuer.example", "sub": "merchant", "tenant": "demo",
                 "clearance": 1, "departments": ["trade"], "location": "samarkand"}
                """);
        String[] fixed = {
            "explain",
            "--claims",
            claims.toString(),
            "--label",
            "classification=1",
            "--label",
            "restricted_locations=",
            "--label",
            label
        };
        return run(Stream.concat(Arrays.stream(fixed), Arrays.stream(more)).toArray(String[]::new));
    }

    private int run(String... args) {
        return new CommandLine(new PolicyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
