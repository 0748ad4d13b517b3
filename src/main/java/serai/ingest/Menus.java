package serai.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Finds the blocks of a page that hold two or more links and little else. Linear in the page, for one thread.
 *
 * <p>A short block with a paragraph or code in it is kept, unless its class begins with {@code nav}, as those of manuals and
 * sites do by custom: the titles in such a block may hold code.
 */
final class Menus {

    private static final Set<String> BLOCKS = Set.of("table", "ul", "ol", "dl", "div", "p");
    private static final Set<String> PROSE = Set.of("p", "pre", "code");
    private static final Pattern NAVIGATION = Pattern.compile("(?i)(?:^|\\s)nav");
    private static final int SHORT = 40;

    private final List<Element> menus = new ArrayList<>();
    private final Tally whole = new Tally();

    /** What an element holds besides the menus in it. */
    private static final class Tally {

        private int words;
        private int linkedWords;
        private int links;
        private boolean prose;

        void add(Tally part) {
            words += part.words;
            linkedWords += part.linkedWords;
            links += part.links;
            prose |= part.prose;
        }

        boolean isMenu(boolean named) {
            return links >= 2 && ((words <= SHORT && (named || !prose)) || linkedWords * 10 > words * 7);
        }
    }

    Menus(Element root) {
        root.traverse(new Counter());
    }

    /**
     * Empties the menus, unless the page is hardly anything else: a table of contents is kept whole.
     *
     * @param titleWords how many words the title has, which says nothing of the content
     */
    void empty(int titleWords) {
        if (whole.words > 2 * titleWords) {
            menus.forEach(Element::empty);
        }
    }

    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private final class Counter implements NodeVisitor {

        private final Deque<Tally> open = new ArrayDeque<>(List.of(whole));
        private int linkDepth;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
                count(text);
            } else if (node instanceof Element element) {
                open.push(new Tally());
                linkDepth += element.nameIs("a") ? 1 : 0;
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                close(element, open.pop());
            }
        }

        private void count(TextNode text) {
            int words = words(text.getWholeText());
            open.element().words += words;
            open.element().linkedWords += linkDepth > 0 ? words : 0;
        }

        private void close(Element element, Tally tally) {
            if (element.nameIs("a")) {
                linkDepth--;
                tally.links += element.hasAttr("href") ? 1 : 0;
            }
            if (BLOCKS.contains(element.normalName()) && tally.isMenu(isNavigation(element))) {
                menus.add(element);
                return;
            }
            tally.prose |= PROSE.contains(element.normalName());
            open.element().add(tally);
        }

        private static boolean isNavigation(Element element) {
            return NAVIGATION.matcher(element.className()).find();
        }
    }
}
