package serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.ingest.IngestFixture.CLOCK;
import static serai.ingest.IngestionTest.refuses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.query.ProblemException;
import serai.query.ProblemType;

class InboxTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final IngestFixture ingest = new IngestFixture();

    @BeforeEach
    void label() throws IOException {
        Files.writeString(
                folder.resolve(LabelsFile.NAME),
                "\"*.md\": {classification: 3, departments: [treasury], restricted_locations: []}\n");
    }

    @Test
    void storesAFileWithTheLabelsOfItsFolderAndPutsItAway() throws IOException {
        Path file = Files.writeString(folder.resolve("ledger.md"), "# Ledger\n\nThe chest is full.");

        StoredDocument stored = store(file);
        inbox().done(stored, file.toString());

        assertThat(stored.document().source()).isEqualTo("ledger.md");
        assertThat(stored.document().labels().values()).containsEntry("classification", 3L);
        assertThat(folder.resolve("done/ledger.md")).exists();
        assertThat(file).doesNotExist();
    }

    @Test
    void storesAFileOnceThoughItIsTakenTwice() throws IOException {
        Path file = Files.writeString(folder.resolve("ledger.md"), "# Ledger\n\nThe chest is full.");

        store(file);

        assertThat(store(file).unchanged()).isTrue();
    }

    @Test
    void quarantinesAFileWithoutLabelsAndSaysWhy() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "The chest is full.");

        refuses(ProblemType.INVALID_REQUEST, () -> store(file));
        inbox().quarantine(file.toString(), new ProblemException(ProblemType.INVALID_REQUEST, "labels are missing"));

        assertThat(folder.resolve("quarantine/notes.txt")).exists();
        assertThat(folder.resolve("quarantine/notes.txt.reason.txt")).hasContent("labels are missing");
    }

    @Test
    void leavesAFileInPlaceWhileTheGatewayIsBusy() throws IOException {
        Path file = Files.writeString(folder.resolve("ledger.md"), "text");

        inbox().quarantine(file.toString(), new ProblemException(ProblemType.UNAVAILABLE, "busy"));

        assertThat(file).exists();
    }

    @Test
    void takesNoFileFromElsewhere() {
        refuses(
                ProblemType.INVALID_REQUEST,
                () -> inbox().receive(folder.resolve("../etc/passwd").toString()));
    }

    private StoredDocument store(Path file) throws IOException {
        return ingest.index.store(ingest.embedding.embed(ingest.inspector.inspect(
                ingest.classifier.label(ingest.parser.parse(inbox().receive(file.toString()))))));
    }

    private Inbox inbox() {
        return new Inbox(ingest.uploads, folder, ingest.settings, CLOCK);
    }
}
