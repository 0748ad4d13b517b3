package serai.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/guide/policies.md are what they say they are. */
class PolicyGuideTest {

    private final String guide = Files.readString(Path.of("docs/guide/policies.md"));

    PolicyGuideTest() throws IOException {}

    @Test
    void theExamplePolicyLoads() {
        assertThat(AccessFixture.policy(block(0)).labels().types()).containsKeys("classification", "departments");
    }

    @Test
    void theExampleCasePasses(@TempDir Path directory) throws IOException {
        Files.copy(Path.of("config/policies/documents.yaml"), directory.resolve("documents.yaml"));
        Path test = Files.writeString(directory.resolve("documents_test.yaml"), block(1));

        assertThat(PolicyTests.run(test)).hasSize(1).allMatch(PolicyTests.Result::passed);
    }

    @Test
    void theConditionsOfTheFirstTableLoad() {
        List<String> conditions = conditions("| of a label |");

        assertThat(conditions)
                .hasSizeGreaterThan(8)
                .allSatisfy(condition -> assertThat(load(condition)).isNotNull());
    }

    private static Policy load(String condition) {
        return AccessFixture.policy("""
                tenant: tenant
                attributes:
                  clearance: {type: int, claim: clearance}
                  staff: {type: bool, claim: staff}
                  location: {type: string, claim: location}
                  departments: {type: list<string>, claim: departments}
                labels: {level: int, open: bool, owner: string, places: list<string>, departments: list<string>}
                rules:
                  - name: example
                    permit: |-
                      %s
                """.formatted(condition));
    }

    /** The whole conditions of a table's second column. */
    private List<String> conditions(String heading) {
        String table = guide.substring(guide.indexOf(heading));
        return Pattern.compile("`([^`]*doc\\.[^`]*)`")
                .matcher(table.substring(0, table.indexOf("\n\n")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String block(int index) {
        List<MatchResult> blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .toList();
        return blocks.get(index).group(1);
    }
}
