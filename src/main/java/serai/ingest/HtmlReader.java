package serai.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * HTML: headings, paragraphs, lists, tables and preformatted text.
 *
 * <p>What helps a reader move between pages is left out: navigation, headers, footers, asides, and blocks that are mostly
 * links. Repeated on every page, it would make all pages look alike to the search.
 */
final class HtmlReader implements FormatReader {

    private static final String NOISE = "script,style,noscript,template,svg,iframe,object,nav,header,footer,aside,form,"
            + "button,[hidden],[aria-hidden=true],[role=navigation],[role=banner],[role=contentinfo],[role=search]";

    @Override
    public void read(byte[] content, Outline outline) throws IOException {
        read(Jsoup.parse(new ByteArrayInputStream(content), null, ""), outline);
    }

    static void read(String html, Outline outline) {
        read(Jsoup.parse(html), outline);
    }

    private static void read(Document page, Outline outline) {
        outline.title(page.title());
        Element body = page.body();
        // Emptied, not removed: to take a node out of its parent costs a look at all its siblings.
        body.select(NOISE).empty();
        new Menus(body).empty(Menus.words(page.title()));
        HtmlBlocks blocks = new HtmlBlocks(outline);
        body.traverse(blocks);
        blocks.flush();
    }
}
