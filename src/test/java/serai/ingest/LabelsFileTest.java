package serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.ingest.IngestionTest.refuses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.access.AccessFixture;
import serai.query.ProblemType;

class LabelsFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void laysLaterGlobsOverEarlierOnes() throws IOException {
        write("""
                "*": {classification: 0, departments: []}
                "pay-*": {classification: 2}
                "sub/**": {classification: 1}
                """);

        assertThat(LabelsFile.in(folder).labels(folder.resolve("pay-march.csv")))
                .isEqualTo(Map.of("classification", 2, "departments", List.of()));
        assertThat(LabelsFile.in(folder).labels(folder.resolve("sub/deep/a.md")))
                .isEqualTo(Map.of("classification", 1));
    }

    @Test
    void givesNothingWithoutAMatchOrAFile() throws IOException {
        assertThat(LabelsFile.in(folder).labels(folder.resolve("a.md"))).isEmpty();
        write("\"*.txt\": {classification: 0}\n");
        assertThat(LabelsFile.in(folder).labels(folder.resolve("a.md"))).isEmpty();
    }

    @Test
    void refusesWhatIsNoMapOfGlobs() throws IOException {
        write("- a\n- b\n");
        refuses(ProblemType.INVALID_REQUEST, () -> LabelsFile.in(folder));
        write("\"[\": {classification: 0}\n");
        refuses(ProblemType.INVALID_REQUEST, () -> LabelsFile.in(folder));
        write("");
        refuses(ProblemType.INVALID_REQUEST, () -> LabelsFile.in(folder));
    }

    @Test
    void labelsEverySamplePaperCompletely() throws IOException {
        Path sample = Path.of("config/sample");
        LabelsFile labels = LabelsFile.in(sample);
        try (Stream<Path> papers = Files.list(sample)) {
            assertThat(papers.filter(file -> !file.endsWith(LabelsFile.NAME)))
                    .hasSizeGreaterThanOrEqualTo(10)
                    .allSatisfy(file -> assertThat(AccessFixture.STANDARD
                                    .labels()
                                    .check(labels.labels(file))
                                    .values())
                            .containsKey("classification"));
        }
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve(LabelsFile.NAME), yaml);
    }
}
