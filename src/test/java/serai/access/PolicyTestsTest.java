package serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.access.PolicyTests.Result;

class PolicyTestsTest {

    private static final Path SHIPPED = Path.of("config/policies");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @BeforeEach
    void copyThePolicy() throws IOException {
        Files.copy(SHIPPED.resolve("documents.yaml"), directory.resolve("documents.yaml"));
    }

    @Test
    void everyShippedCasePasses() {
        List<Result> results = PolicyDirectory.tests(SHIPPED).stream()
                .flatMap(file -> PolicyTests.run(file).stream())
                .toList();

        assertThat(results).hasSizeGreaterThanOrEqualTo(8).allMatch(Result::passed);
    }

    @Test
    void saysWhichRuleDecidedOtherwise() throws IOException {
        List<Result> results = run("""
                cases:
                  - name: reads too much
                    claims: {clearance: 1, departments: [], location: samarkand}
                    labels: {classification: 2, departments: [], restricted_locations: []}
                    expect: permit
                  - name: another rule
                    claims: {clearance: 3, departments: [], location: border}
                    labels: {classification: 2, departments: [], restricted_locations: [border]}
                    expect: deny
                    rule: default-deny
                """);

        assertThat(results)
                .extracting(Result::problem)
                .containsExactly(
                        "expected permit but rule 'default-deny' says deny",
                        "expected rule 'default-deny' but 'restricted-location' decided");
        assertThat(results).noneMatch(Result::passed);
    }

    @Test
    void reportsAllMistakesOfATestFile() {
        assertThatThrownBy(() -> run("""
                        cases:
                          - name: no clearance
                            claims: {departments: [], location: samarkand}
                            labels: {classification: 2, departments: [], restricted_locations: []}
                            expect: permit
                          - name: no classification
                            claims: {clearance: 1, departments: [], location: samarkand}
                            labels: {departments: [], restricted_locations: []}
                            expect: permit
                            rules: clearance
                          - name: no expectation
                            claims: {clearance: 1, departments: [], location: samarkand}
                            labels: {classification: 2, departments: [], restricted_locations: []}
                            now: yesterday
                        """))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("case 'no clearance': The token has no claim 'clearance'")
                .hasMessageContaining("case 'no classification': label 'classification' must be given as int")
                .hasMessageContaining("case 'no classification': unknown key 'rules'")
                .hasMessageContaining("case 'no expectation': needs a name and either")
                .hasMessageContaining("case 'no expectation': Text 'yesterday' could not be parsed");
    }

    @Test
    void aTestFileIsNamedAfterItsPolicy() {
        assertThatThrownBy(() -> PolicyTests.run(directory.resolve("cases.yaml")))
                .hasMessageContaining("such as documents_test.yaml");
    }

    private List<Result> run(String yaml) throws IOException {
        return PolicyTests.run(Files.writeString(directory.resolve("documents_test.yaml"), yaml));
    }
}
