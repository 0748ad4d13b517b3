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

    @SuppressWarnings("NullAway.Init")
    private Inbox inbox;

    @BeforeEach
    void label() throws IOException {
        inbox = new Inbox(ingest.uploads, folder, ingest.settings, CLOCK);
        Files.writeString(
                folder.resolve(LabelsFile.NAME),
                "\"*.md\": {classification: 3, departments: [treasury], restricted_locations: []}\n");
    }

    @Test
    void storesAFileWithTheLabelsOfItsFolderAndPutsItAway() throws IOException {
        Path file = Files.writeString(folder.resolve("ledger.md"), "# Ledger\n\nThe chest is full.");

        StoredDocument stored = store(file);
        inbox.done(stored);

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
        inbox.quarantine(
                inbox.open(file.toFile()), new ProblemException(ProblemType.INVALID_REQUEST, "labels are missing"));

        assertThat(folder.resolve("quarantine/notes.txt")).exists();
        assertThat(folder.resolve("quarantine/notes.txt.reason.txt")).hasContent("labels are missing");
    }

    @Test
    void leavesAFileInPlaceWhileTheGatewayIsBusy() throws IOException {
        Path file = Files.writeString(folder.resolve("ledger.md"), "text");

        inbox.quarantine(inbox.open(file.toFile()), new ProblemException(ProblemType.UNAVAILABLE, "busy"));

        assertThat(file).exists();
    }

    @Test
    void knowsTheFileOfAStageThatAStepRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "The chest is full.");
        Upload upload = inbox.receive(inbox.open(file.toFile()));

        inbox.quarantine(upload, new IllegalStateException("the text of the document"));

        assertThat(folder.resolve("quarantine/notes.txt")).exists();
        assertThat(folder.resolve("quarantine/notes.txt.reason.txt"))
                .hasContent("the gateway failed on it (IllegalStateException)");
    }

    @Test
    void takesNoFileFromElsewhere() {
        refuses(ProblemType.INVALID_REQUEST, () -> inbox.receive(new Inbox.Dropped("../etc/passwd")));
    }

    @Test
    void followsNoLinkOutOfTheFolder(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("ledger.md"), "The chest is full.");
        Files.createSymbolicLink(folder.resolve("linked"), elsewhere);
        Files.createSymbolicLink(folder.resolve("linked.md"), elsewhere.resolve("ledger.md"));

        refuses(ProblemType.INVALID_REQUEST, () -> inbox.receive(new Inbox.Dropped("linked/ledger.md")));
        refuses(ProblemType.INVALID_REQUEST, () -> inbox.receive(new Inbox.Dropped("linked.md")));
    }

    private StoredDocument store(Path file) throws IOException {
        return ingest.index.store(ingest.embedding.embed(ingest.inspector.inspect(
                ingest.classifier.label(ingest.parser.parse(inbox.receive(inbox.open(file.toFile())))))));
    }
}
