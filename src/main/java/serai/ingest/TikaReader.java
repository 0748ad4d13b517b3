package serai.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * PDF and DOCX through Apache Tika: the text of the document itself, without attachments, scripts, macros or images.
 *
 * <p>Of the metadata only the title is used. XML is parsed by Tika without external entities.
 */
final class TikaReader implements FormatReader {

    private static final long PDF_MEMORY = 64L << 20;

    private final String kind;
    private final Parser parser;

    private TikaReader(String kind, Parser parser) {
        this.kind = kind;
        this.parser = parser;
    }

    static TikaReader pdf() {
        return new TikaReader("PDF", new PDFParser());
    }

    static FormatReader docx() {
        TikaReader word = new TikaReader("DOCX", new OOXMLParser());
        return (content, outline) -> {
            ZipBounds.check(content);
            word.read(content, outline);
        };
    }

    @Override
    public void read(byte[] content, Outline outline) throws IOException, UnreadableDocumentException {
        Metadata metadata = new Metadata();
        try (TikaInputStream in = TikaInputStream.get(content)) {
            parser.parse(in, new Headings(outline), metadata, context());
        } catch (EncryptedDocumentException e) {
            throw new UnreadableDocumentException("the document is encrypted; send it without a password");
        } catch (TikaException | SAXException | IOException e) {
            throw new UnreadableDocumentException("the document cannot be read as " + kind + "; it may be damaged");
        }
        String title = metadata.get(TikaCoreProperties.TITLE);
        outline.title(title == null ? "" : title);
    }

    private static ParseContext context() {
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractInlineImages(false);
        pdf.setExtractMarkedContent(false);
        pdf.setParseIncrementalUpdates(false);
        pdf.setMaxMainMemoryBytes(PDF_MEMORY);
        OfficeParserConfig office = new OfficeParserConfig();
        office.setExtractMacros(false);
        office.setIncludeDeletedContent(false);
        office.setUseSAXDocxExtractor(true);
        ParseContext context = new ParseContext();
        context.set(PDFParserConfig.class, pdf);
        context.set(OfficeParserConfig.class, office);
        context.set(EmbeddedDocumentExtractor.class, new NoAttachments());
        return context;
    }

    /** Leaves out whatever is inside the document. */
    private static final class NoAttachments implements EmbeddedDocumentExtractor {

        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return false;
        }

        @Override
        public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {}
    }

    /** Turns the XHTML that Tika emits into an outline. */
    private static final class Headings extends DefaultHandler {

        private final Outline outline;
        private final StringBuilder text = new StringBuilder();

        Headings(Outline outline) {
            this.outline = outline;
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes) {
            if (isBlock(localName)) {
                flush();
            }
        }

        @Override
        public void endElement(String uri, String localName, String qName) {
            if (localName.length() == 2 && localName.charAt(0) == 'h' && Character.isDigit(localName.charAt(1))) {
                outline.heading(localName.charAt(1) - '0', text.toString());
                text.setLength(0);
            } else if (localName.equals("td")) {
                text.append(" | ");
            } else if (localName.equals("title")) {
                text.setLength(0);
            } else if (isBlock(localName)) {
                flush();
            }
        }

        @Override
        public void characters(char[] ch, int start, int length) {
            text.append(ch, start, length);
            if (text.length() > 1_000_000) {
                flush();
            }
        }

        private void flush() {
            outline.paragraph(
                    text.toString().replaceAll("[ \\t]*\\R[ \\t]*", "\n").replaceAll("[ \\t]+", " "));
            text.setLength(0);
        }

        private static boolean isBlock(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "p", "div", "tr", "li", "table", "body" -> true;
                default -> name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1));
            };
        }
    }
}
