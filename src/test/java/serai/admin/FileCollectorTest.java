package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCollectorTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        write("labels.yaml", "\"**\": {classification: 1}\n");
        write("top.md", "top");
        write("a/labels.yaml", "\"**\": {classification: 2}\n");
        write("a/b/deep.TXT", "deep");
        write("a/.hidden.md", "hidden");
        write("a/program.exe", "program");
    }

    @Test
    void findsKnownFilesBelowAFolder() throws IOException {
        assertThat(names(folder)).containsExactly("deep.TXT", "top.md");
    }

    @Test
    void takesANamedFileWhateverItsType() throws IOException {
        assertThat(names(folder.resolve("a/program.exe"))).containsExactly("program.exe");
    }

    @Test
    void refusesAPathThatIsNotThere() {
        assertThatThrownBy(() -> names(folder.resolve("nowhere")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("no such file or folder");
    }

    @Test
    void takesLabelsFromTheNearestLabelsFile() throws IOException {
        assertThat(new FileCollector().collect(List.of(folder)))
                .extracting(SourceFile::folderLabels)
                .containsExactly(Map.of("classification", 2), Map.of("classification", 1));
    }

    @Test
    void looksForLabelsNoHigherThanTheNamedFolder() throws IOException {
        Files.delete(folder.resolve("a/labels.yaml"));
        assertThat(new FileCollector().collect(List.of(folder.resolve("a"))))
                .extracting(SourceFile::folderLabels)
                .containsExactly(Map.of());
    }

    private List<String> names(Path path) throws IOException {
        return new FileCollector()
                .collect(List.of(path)).stream().map(SourceFile::name).toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
