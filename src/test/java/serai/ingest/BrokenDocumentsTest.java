package serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static serai.ingest.IngestFixture.PUBLIC;
import static serai.ingest.IngestFixture.upload;
import static serai.ingest.IngestFixture.writer;
import static serai.ingest.IngestionTest.refuses;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import serai.query.ProblemException;
import serai.query.ProblemType;

/** Broken and hostile documents are refused in words, and none of them hangs or passes. */
@Timeout(60)
class BrokenDocumentsTest {

    private static final String MARK = "camel";

    private final IngestFixture ingest = new IngestFixture();

    @Test
    void refusesTruncatedFilesWithoutQuotingThem() throws IOException {
        for (byte[] whole : new byte[][] {DocumentFiles.pdf(MARK), word()}) {
            String name = whole[0] == '%' ? "a.pdf" : "a.docx";
            for (int kept = 1; kept < whole.length; kept += whole.length / 12) {
                refusedOrReadWhole(name, Arrays.copyOf(whole, kept));
            }
        }
    }

    @Test
    void survivesFlippedBytes() throws IOException {
        Random random = new Random(7);
        for (byte[] whole : new byte[][] {DocumentFiles.pdf(MARK), word()}) {
            for (int round = 0; round < 60; round++) {
                byte[] flipped = whole.clone();
                for (int i = 0; i < 8; i++) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                refusedOrReadWhole(whole[0] == '%' ? "a.pdf" : "a.docx", flipped);
            }
        }
    }

    @Test
    void refusesNoise() {
        byte[] noise = new byte[4096];
        new Random(3).nextBytes(noise);
        for (Format format : Format.values()) {
            String extension = switch (format) {
                case MARKDOWN -> "md";
                case TEXT -> "txt";
                case EMAIL -> "eml";
                default -> format.name().toLowerCase(Locale.ROOT);
            };
            assertThat(catchThrowable(() -> parse("a." + extension, noise)))
                    .as(extension)
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void refusesZipBombs() throws IOException {
        byte[] bomb = DocumentFiles.docx(DocumentFiles.paragraph("0".repeat(50_000_000)));

        assertThat(bomb.length).isLessThan(1_000_000);
        refuses(ProblemType.TOO_LARGE, () -> parse("a.docx", bomb));
    }

    @Test
    void refusesArchivesThatAreNoDocuments() throws IOException {
        byte[] word = word();
        byte[] renamed = new String(word, StandardCharsets.ISO_8859_1)
                .replace("word/document.xml", "ward/document.xml")
                .getBytes(StandardCharsets.ISO_8859_1);

        refuses(ProblemType.UNSUPPORTED_MEDIA_TYPE, () -> parse("a.docx", renamed));
    }

    @Test
    void readsNoExternalEntities() throws IOException {
        byte[] word = DocumentFiles.docx(
                "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>",
                DocumentFiles.paragraph(MARK) + DocumentFiles.paragraph("&f;"));

        try {
            assertThat(parse("a.docx", word).sections().toString()).doesNotContain("root:");
        } catch (ProblemException e) {
            assertThat(e.type()).isEqualTo(ProblemType.INVALID_REQUEST);
        }
    }

    @Test
    void refusesEntityBombs() throws IOException {
        StringBuilder entities = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 \"lollollollol\">");
        for (int i = 1; i < 12; i++) {
            entities.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        byte[] bomb = DocumentFiles.docx(entities + "]>", DocumentFiles.paragraph("&e11;"));

        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.docx", bomb));
    }

    @Test
    void refusesEncryptedDocuments() throws IOException {
        byte[] pdf = DocumentFiles.pdf(MARK, "sesame");

        assertThatThrownBy(() -> parse("a.pdf", pdf)).hasMessageContaining("encrypted");
    }

    @Test
    void refusesDeepAndDamagedJson() {
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.json", "[".repeat(100_000)));
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.json", "[".repeat(65) + "1" + "]".repeat(65)));
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.json", "{\"a\": \"b\""));
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.json", "{\"a\": 1} trailing"));
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.json", "{\"a\": \"camel\", \"a\": \"horse\"}"));
    }

    @Test
    void refusesDamagedTables() {
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.csv", "name\n\"never closed\nx\n"));
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.csv", "a,".repeat(600) + "\n"));
    }

    @Test
    void readsDeeplyNestedHtmlWithoutOverflow() {
        String html = "<html>" + "<div>".repeat(20_000) + MARK;

        assertThat(parse("a.html", html).sections().toString()).contains(MARK);
    }

    /** With time that grows by the square of the page, this would take minutes. */
    @Test
    void readsAPageOfSiblingsThatAreLeftOut() {
        String page = "<hr>".repeat(200_000) + "<nav></nav>".repeat(200_000) + "<p>The gates close at dusk.</p>";

        assertThat(parse("siblings.html", page).sections())
                .singleElement()
                .satisfies(section -> assertThat(section.paragraphs()).containsExactly("The gates close at dusk."));
    }

    /** Every section repeats the headings above it. */
    @Test
    void cutsAHeadingThatIsNone() {
        String page = "<h1>" + "a ".repeat(10_000) + "</h1>" + "<h2>x</h2><p>y</p>".repeat(500);

        assertThat(parse("headings.html", page).sections())
                .hasSizeGreaterThan(1)
                .allSatisfy(section -> assertThat(section.heading()).hasSizeLessThan(310));
    }

    @Test
    void refusesMailWithoutHeaderAndMailNestedTooDeep() {
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.eml", "just text without any header"));
        StringBuilder nested = new StringBuilder("From: a@example.org\nSubject: deep\n");
        for (int i = 0; i < 3_000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        assertThat(catchThrowable(() -> parse("a.eml", nested + "\n\n" + MARK)))
                .satisfiesAnyOf(e -> assertThat(e).isNull(), e -> assertThat(e).isInstanceOf(ProblemException.class));
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.txt", new byte[] {'c', 'a', (byte) 0xE9, 'm', 'e', 'l'}));
    }

    @Test
    void refusesDocumentsWithoutText() throws IOException {
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.md", "# Only a title\n"));
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.txt", "  \n\n "));
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.txt", ""));
        refuses(ProblemType.INVALID_REQUEST, () -> parse("a.pdf", DocumentFiles.pdf(" ")));
    }

    @Test
    void refusesMoreTextThanAllowed() {
        refuses(ProblemType.TOO_LARGE, () -> parse("a.txt", "word ".repeat(1_000_000)));
    }

    @Test
    void refusesMoreBytesThanAllowed() {
        refuses(ProblemType.TOO_LARGE, () -> parse("a.txt", new byte[20 * 1024 * 1024 + 1]));
    }

    @Test
    void leavesAParserBehindThatRunsOutOfTime() throws InterruptedException {
        ParserThreads threads = new ParserThreads(1, Duration.ofMillis(50));
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);

        refuses(
                ProblemType.INVALID_REQUEST,
                () -> threads.call(() -> {
                    try {
                        never.await();
                        return 1;
                    } finally {
                        stopped.countDown();
                    }
                }));
        stopped.await();
    }

    @Test
    void parsesNothingMoreWhileTooManyParsersAreLeftBehind() throws Exception {
        ParserThreads threads = new ParserThreads(1, Duration.ofMillis(20));
        Semaphore release = new Semaphore(0);
        for (int i = 0; i < 4; i++) {
            refuses(ProblemType.INVALID_REQUEST, () -> threads.call(() -> awaitStubbornly(release)));
        }

        refuses(ProblemType.UNAVAILABLE, () -> threads.call(() -> 1));
        release.release(4);
    }

    private static int awaitStubbornly(Semaphore release) {
        release.acquireUninterruptibly();
        return 1;
    }

    private static byte[] word() throws IOException {
        return DocumentFiles.docx(DocumentFiles.paragraph(MARK));
    }

    /** A damaged file may be readable still; then its text is all there is. */
    private void refusedOrReadWhole(String name, byte[] content) {
        try {
            assertThat(parse(name, content).sections()).isNotEmpty();
        } catch (ProblemException e) {
            assertThat(e.type())
                    .isIn(ProblemType.INVALID_REQUEST, ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.TOO_LARGE);
            assertThat(e.detail()).doesNotContain(MARK).doesNotContain("xception");
        }
    }

    private ParsedDocument parse(String name, String text) {
        return parse(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private ParsedDocument parse(String name, byte[] content) {
        return ingest.parser.parse(ingest.uploads.receive(upload(writer(1), name, content, PUBLIC)));
    }
}
