package serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.ingest.IngestFixture.PUBLIC;
import static serai.ingest.IngestFixture.declared;
import static serai.ingest.IngestFixture.upload;
import static serai.ingest.IngestFixture.writer;
import static serai.ingest.IngestionTest.refuses;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import serai.query.ProblemType;

class ParserTest {

    private final IngestFixture ingest = new IngestFixture();

    @Test
    void readsMarkdownByItsHeadings() {
        ParsedDocument rules = parse("rules.md", """
                ---
                author: nobody
                ---
                # House rules

                Everyone pays **at the gate**.

                ## Animals

                - Camels sleep in the court.
                - Dogs do not.

                ```
                # not a heading
                ```
                """);

        assertThat(rules.title()).isEqualTo("House rules");
        assertThat(rules.sections())
                .containsExactly(
                        new Section("", List.of("Everyone pays at the gate.")),
                        new Section(
                                "Animals", List.of("- Camels sleep in the court.\n- Dogs do not.", "# not a heading")));
    }

    @Test
    void readsTextByItsBlankLines() {
        ParsedDocument notice = parse("notice.txt", "The well\n\nIt is deep.\nIt is cold.\n\nDraw slowly.\n");

        assertThat(notice.title()).isEqualTo("The well");
        assertThat(notice.sections())
                .containsExactly(new Section("", List.of("It is deep.\nIt is cold.", "Draw slowly.")));
    }

    @Test
    void readsHtmlWithoutItsNavigation() {
        ParsedDocument page = parse("page.html", """
                <!DOCTYPE html><html><head><title>The road</title><script>alert(1)</script></head><body>
                <nav><a href="/">Home</a> of the site</nav>
                <div class="x"><table><tr><td><a href="a">Prev</a></td><td><a href="b">Up</a></td>
                <th>Chapter 7. The road</th><td><a href="c">Next</a></td></tr></table></div>
                <h1>The road</h1><p>It is <b>long</b>.</p>
                <h2>Wells</h2><ul><li><p>Old well</p></li><li>New well</li></ul>
                <table><tr><th>Well</th><th>Depth</th></tr><tr><td>Old</td><td>9</td></tr></table>
                <pre>a
                  b</pre>
                <div class="foot navfooter"><table><tr><td><a href="a">Prev</a></td><td><a href="b">Next</a></td></tr>
                <tr><td>6. <code>khan</code></td><td>8. <code>qanat</code></td></tr></table></div></body></html>""");

        assertThat(page.title()).isEqualTo("The road");
        assertThat(page.sections())
                .containsExactly(
                        new Section("", List.of("It is long.")),
                        new Section("Wells", List.of("- Old well", "- New well", "Well | Depth", "Old | 9", "a\n  b")));
    }

    @Test
    void keepsAPageThatIsNothingButAMenu() {
        ParsedDocument page = parse(
                "toc.html",
                "<html><title>All</title><ul><li><a href=a>Building a well</a></li><li><a href=b>Digging</a></li></ul>");

        assertThat(page.sections()).containsExactly(new Section("", List.of("- Building a well", "- Digging")));
    }

    @Test
    void returnsToTheSectionAfterABoxWithAHeadingOfItsOwn() {
        ParsedDocument page = parse("well.html", """
                <title>The well</title><body><div class="head"><div><h2>Drawing</h2></div></div>
                <p>Draw slowly.</p>
                <div class="note"><h2>Note</h2><p>The rope is old.</p></div>
                <p>Cover the well.</p>
                <div><div><h3>At night</h3></div><p>Take a lamp.</p></div>
                <p>Mind the step.</p>""");

        assertThat(page.sections())
                .containsExactly(
                        new Section("Drawing", List.of("Draw slowly.")),
                        new Section("Note", List.of("The rope is old.")),
                        new Section("Drawing", List.of("Cover the well.")),
                        new Section("Drawing > At night", List.of("Take a lamp.")),
                        new Section("Drawing", List.of("Mind the step.")));
    }

    @Test
    void staysUnderAHeadingThatIsWrappedApartFromItsText() {
        ParsedDocument page = parse("road.html", """
                <title>The road</title><body><main>
                <div><div class="head"><h2>West</h2><p>To Merv</p></div><div><p>Sand.</p></div></div>
                <div class="head"><h2>East</h2></div><div><p>Hills.</p></div><p>Snow.</p></main>""");

        assertThat(page.sections())
                .containsExactly(
                        new Section("West", List.of("To Merv", "Sand.")),
                        new Section("East", List.of("Hills.", "Snow.")));
    }

    @Test
    void keepsATermWithItsExplanation() {
        ParsedDocument page = parse("words.html", """
                <title>Words</title><dl><dt>khan</dt><dt>han</dt><dd><p>An inn.</p><p>Or a lord.</p></dd>
                <dt>qanat</dt><dd>A channel.</dd></dl><p>End.</p>""");

        assertThat(page.sections())
                .containsExactly(
                        new Section("", List.of("khan, han: An inn.", "Or a lord.", "qanat: A channel.", "End.")));
    }

    @Test
    void readsEachRowOfATableWithItsColumnNames() {
        ParsedDocument table = parse("pay.csv", "name,pay\n\"Polo, Marco\",\"12 \"\"silver\"\"\"\nZhang Qian,15\n");

        assertThat(table.sections())
                .containsExactly(
                        new Section("", List.of("name: Polo, Marco; pay: 12 \"silver\"", "name: Zhang Qian; pay: 15")));
    }

    @Test
    void readsJsonRecordByRecord() {
        ParsedDocument json = parse(
                "stock.json",
                "{\"title\":\"Stock\",\"goods\":[{\"name\":\"silk\",\"bales\":4}],\"keeper\":{\"full_name\":\"Ibn\"}}");

        assertThat(json.title()).isEqualTo("Stock");
        assertThat(json.sections().getFirst().paragraphs())
                .containsExactly("goods name: silk\ngoods bales: 4", "keeper full name: Ibn");
    }

    @Test
    void readsMailWithoutItsAttachments() {
        ParsedDocument mail = parse("letter.eml", """
                From: Marco Polo <marco@caravan.example>
                To: keeper@caravanserai.example
                Subject: =?UTF-8?Q?Late_arrival?=
                Date: Mon, 5 Jan 2026 10:00:00 +0000
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: multipart/alternative; boundary=c

                --c
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                We arrive on Tuesday =E2=80=93 late.
                --c
                Content-Type: text/html

                <p>HTML</p>
                --c--
                --b
                Content-Type: text/plain
                Content-Disposition: attachment; filename=x.txt

                attached
                --b--
                """);

        assertThat(mail.title()).isEqualTo("Late arrival");
        assertThat(mail.sections().getFirst().paragraphs().getLast()).isEqualTo("We arrive on Tuesday – late.");
        assertThat(mail.sections().toString()).contains("marco@caravan.example").doesNotContain("attached");
    }

    @Test
    void readsPdf() throws IOException {
        assertThat(parse("road.pdf", DocumentFiles.pdf("The road is long.")).sections())
                .containsExactly(new Section("", List.of("The road is long.")));
    }

    @Test
    void readsWordDocuments() throws IOException {
        byte[] word = DocumentFiles.docx(DocumentFiles.paragraph("The road") + DocumentFiles.paragraph("is long."));

        assertThat(parse("road.docx", word).sections())
                .containsExactly(new Section("", List.of("The road", "is long.")));
    }

    @Test
    void namesADocumentWithoutTitleByItsFile() {
        assertThat(parse("notes.txt", "Just one line.").title()).isEqualTo("notes.txt");
    }

    @Test
    void takesTheFormatFromTheMediaTypeWhenTheNameSaysNothing() {
        ParsedDocument parsed = ingest.parser.parse(
                ingest.uploads.receive(declared(upload("notes", "# A\n\nb"), "text/markdown; charset=utf-8")));

        assertThat(parsed.title()).isEqualTo("A");
    }

    @Test
    void refusesNamesThatTheContentBelies() throws IOException {
        byte[] pdf = DocumentFiles.pdf("text");

        refuses(ProblemType.UNSUPPORTED_MEDIA_TYPE, () -> parse("a.txt", pdf));
        refuses(ProblemType.UNSUPPORTED_MEDIA_TYPE, () -> parse("a.docx", pdf));
        refuses(ProblemType.UNSUPPORTED_MEDIA_TYPE, () -> parse("a.pdf", "plain text"));
        refuses(ProblemType.UNSUPPORTED_MEDIA_TYPE, () -> parse("a.txt", "<!DOCTYPE html><html><body>x</body></html>"));
        refuses(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                () -> parse("a.md", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}));
    }

    @Test
    void refusesFormatsThatNobodyReads() {
        refuses(ProblemType.UNSUPPORTED_MEDIA_TYPE, () -> parse("a.exe", "MZ"));
        refuses(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                () -> ingest.uploads.receive(declared(upload("a.md", "x"), "application/pdf")));
    }

    private ParsedDocument parse(String name, String text) {
        return parse(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private ParsedDocument parse(String name, byte[] content) {
        return ingest.parser.parse(ingest.uploads.receive(upload(writer(1), name, content, PUBLIC)));
    }
}
