package serai.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * Collects the structure of a document while it is read. For one thread.
 *
 * <p>Bounded: more text than allowed ends the reading. So does an interrupt, which is how a reader that ran out of time
 * is stopped.
 */
final class Outline {

    /** In characters. Each section repeats the headings above it, so a long one would cost its length many times. */
    private static final int LONGEST_HEADING = 300;

    private final int maxText;
    private final List<Section> sections = new ArrayList<>();
    private Path path = new Path(new TreeMap<>());
    private final List<String> open = new ArrayList<>();
    private String title = "";
    private int length;

    /** The headings that a text stands under, by level. */
    static final class Path {

        private final SortedMap<Integer, String> headings;

        private Path(SortedMap<Integer, String> headings) {
            this.headings = headings;
        }

        private Path above(int level) {
            return new Path(new TreeMap<>(headings.headMap(level)));
        }
    }

    Outline(int maxText) {
        this.maxText = maxText;
    }

    /** What the document calls itself; the first non-blank one counts. */
    void title(String text) {
        if (title.isEmpty()) {
            title = text.replaceAll("[\\s\\u00A0]+", " ").strip();
        }
    }

    /**
     * Opens a section. What is too long for a heading is read as a paragraph, too.
     *
     * @param level 1 for the outermost
     */
    void heading(int level, String text) {
        String all = text.replaceAll("[\\s\\u00A0]+", " ").strip();
        String heading =
                all.substring(0, Math.min(all.length(), LONGEST_HEADING)).strip();
        if (heading.isEmpty()) {
            return;
        }
        count(heading);
        close();
        path = path.above(level);
        if (!heading.equals(title)) {
            path.headings.put(level, heading);
        }
        if (all.length() > LONGEST_HEADING) {
            paragraph(all);
        }
    }

    /** Where the reading stands, to return to. */
    Path path() {
        return path;
    }

    /** Goes on under the headings that held earlier. */
    void returnTo(Path earlier) {
        if (earlier != path) {
            close();
            path = earlier;
        }
    }

    /** Adds a paragraph to the open section; line breaks in it are kept. */
    void paragraph(String text) {
        String paragraph = text.strip();
        if (!paragraph.isEmpty()) {
            count(paragraph);
            open.add(paragraph);
        }
    }

    /** Whether nothing but headings was read so far. */
    boolean isBlank() {
        return open.isEmpty() && sections.isEmpty();
    }

    String title() {
        return title;
    }

    List<Section> sections() {
        close();
        return List.copyOf(sections);
    }

    private void close() {
        if (!open.isEmpty()) {
            sections.add(new Section(String.join(" > ", path.headings.values()), open));
            open.clear();
        }
    }

    private void count(String text) {
        length += text.length();
        if (length > maxText) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "the document holds more than " + maxText
                            + " characters of text; split it, or raise serai.ingest.max-text");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "reading the document was stopped");
        }
    }
}
