package serai.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the text of a page at block elements. For one page and thread.
 *
 * <p>A heading holds to the end of the block that it opens: what follows a boxed note stands under the section's heading
 * again, not under the note's. A block that holds nothing else only wraps its heading and ends nothing.
 */
final class HtmlBlocks implements NodeVisitor {

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> CELLS = Set.of("td", "th");

    private final Outline outline;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Block> open = new ArrayDeque<>();
    private int preformatted;

    HtmlBlocks(Outline outline) {
        this.outline = outline;
    }

    /** An element whose end was not reached yet. */
    private static final class Block {

        /** The headings that held when it began. */
        private final Outline.Path above;

        private final boolean first;
        private boolean empty = true;
        private boolean text;

        Block(Outline.Path above, boolean first) {
            this.above = above;
            this.first = first;
        }
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            append(words);
        } else if (node instanceof Element element) {
            open(element);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            close(element);
        }
    }

    private void open(Element element) {
        if (ends(element)) {
            if (!element.nameIs("dd")) {
                flush();
            }
            open.push(new Block(outline.path(), open.isEmpty() || open.element().empty));
        }
        if (element.nameIs("pre")) {
            preformatted++;
        } else if (element.nameIs("br")) {
            text.append('\n');
        } else if (element.nameIs("li")) {
            text.append("- ");
        }
    }

    private void close(Element element) {
        if (HEADINGS.contains(element.normalName())) {
            heading(element.normalName().charAt(1) - '0');
        } else if (CELLS.contains(element.normalName()) && element.nextElementSibling() != null) {
            text.append(" | ");
        } else if (element.nameIs("dt")) {
            term(element.nextElementSibling());
        } else if (ends(element)) {
            flush();
            end(open.pop());
        }
        if (element.nameIs("pre")) {
            preformatted--;
        }
    }

    /** A term goes on in the paragraph that explains it, so that no cut separates them. */
    private void term(@Nullable Element next) {
        if (next == null || text.isEmpty()) {
            flush();
        } else {
            text.append(next.nameIs("dd") ? ": " : ", ");
        }
    }

    private void heading(int level) {
        open.pop();
        outline.heading(level, text.toString());
        text.setLength(0);
        open.element().empty = false;
    }

    private void end(Block block) {
        if (block.text && !block.first) {
            outline.returnTo(block.above);
        }
        if (!open.isEmpty()) {
            open.element().empty &= block.empty;
            open.element().text |= block.text;
        }
    }

    /** The first paragraph of a list item, cell or definition goes on in the line that its bullet, row or term began. */
    private boolean ends(Element element) {
        if (CELLS.contains(element.normalName()) || element.nameIs("dt") || !element.isBlock()) {
            return false;
        }
        Element parent = element.parent();
        boolean first = element.previousElementSibling() == null;
        return !(element.nameIs("p")
                && parent != null
                && (parent.nameIs("td") || ((parent.nameIs("li") || parent.nameIs("dd")) && first)));
    }

    private void append(TextNode words) {
        String raw = words.getWholeText();
        if (preformatted > 0) {
            text.append(raw);
            return;
        }
        String flat = raw.replaceAll("[\\s\\u00A0]+", " ");
        boolean spaced = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(spaced ? flat.stripLeading() : flat);
    }

    void flush() {
        if (!text.toString().isBlank() && !open.isEmpty()) {
            open.element().empty = false;
            open.element().text = true;
        }
        outline.paragraph(text.toString());
        text.setLength(0);
    }
}
