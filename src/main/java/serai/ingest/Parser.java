package serai.ingest;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * Reads the text of a document, within bounds on size and time.
 *
 * <p>The content must look like what the name promises. Fails closed: a document that is damaged, encrypted, without
 * text or beyond bounds is refused. Safe for use by many threads.
 */
public final class Parser {

    private static final int LONGEST_TITLE = 300;

    private final Map<Format, FormatReader> readers = Map.of(
            Format.MARKDOWN, new MarkdownReader(),
            Format.TEXT, new TextReader(),
            Format.HTML, new HtmlReader(),
            Format.PDF, TikaReader.pdf(),
            Format.DOCX, TikaReader.docx(),
            Format.CSV, new CsvReader(),
            Format.JSON, new JsonReader(),
            Format.EMAIL, new MailReader());

    private final IngestSettings settings;
    private final ParserThreads threads;

    Parser(IngestSettings settings) {
        this.settings = settings;
        this.threads = new ParserThreads(settings.parsers(), settings.parseTime());
    }

    /**
     * The document's title and text.
     *
     * @throws ProblemException {@link ProblemType#UNSUPPORTED_MEDIA_TYPE} when content and name disagree,
     *     {@link ProblemType#INVALID_REQUEST} when it cannot be read, {@link ProblemType#TOO_LARGE} when it is beyond
     *     bounds, {@link ProblemType#UNAVAILABLE} when the parsers are busy
     */
    public ParsedDocument parse(Upload upload) {
        requireNonNull(upload, "upload");
        Outline outline = outline(upload);
        if (outline.isBlank()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "the document holds no text; a scan needs text recognition first");
        }
        return new ParsedDocument(upload, title(upload, outline), outline.sections());
    }

    private Outline outline(Upload upload) {
        try {
            return threads.call(() -> {
                byte[] content = upload.content().bytes();
                requireAgreement(upload.format(), content);
                Outline outline = new Outline(settings.maxText());
                requireNonNull(readers.get(upload.format())).read(content, outline);
                return outline;
            });
        } catch (ExecutionException e) {
            throw refusal(requireNonNullElse(e.getCause(), e));
        }
    }

    private static void requireAgreement(Format format, byte[] content) throws java.io.IOException {
        try (TikaInputStream in = TikaInputStream.get(content)) {
            MediaType detected = MimeTypes.getDefaultMimeTypes().detect(in, new Metadata());
            if (!format.agreesWith(detected)) {
                throw new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "the content is not what the name of the document promises; give it its right extension");
            }
        }
    }

    private static ProblemException refusal(Throwable cause) {
        return switch (cause) {
            case ProblemException problem -> problem;
            case UnreadableDocumentException damage ->
                new ProblemException(ProblemType.INVALID_REQUEST, String.valueOf(damage.getMessage()), damage);
            case OutOfMemoryError memory ->
                new ProblemException(ProblemType.TOO_LARGE, "the document needs too much memory to read", memory);
            default ->
                // Parsers fail in many ways on hostile input (also by overflowing the stack); their messages quote it.
                new ProblemException(ProblemType.INVALID_REQUEST, "the document cannot be read; it may be damaged");
        };
    }

    private static String title(Upload upload, Outline outline) {
        String source = upload.source();
        String title = upload.title()
                .filter(t -> !t.isBlank())
                .or(() -> java.util.Optional.of(outline.title()).filter(t -> !t.isBlank()))
                .orElseGet(() -> source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1));
        return title.substring(0, Math.min(title.length(), LONGEST_TITLE));
    }
}
