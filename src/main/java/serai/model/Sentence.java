package serai.model;

import java.util.Set;
import serai.model.ChatRequest.Source;

/**
 * Something that can be quoted.
 *
 * @param source where it stands
 * @param index its place in the source, from 0
 * @param text as it is quoted
 * @param terms what it says
 * @param kind what it is
 */
record Sentence(Source source, int index, String text, Set<String> terms, Kind kind) {

    /** What a piece of a passage is. */
    enum Kind {
        /** Prose. */
        PROSE,
        /** An item of a list, or a row of a table with the names of its columns. */
        ITEM,
        /** Prose whose beginning or end lies outside the passage. */
        FRAGMENT,
        /** A title above other text. */
        HEADING
    }

    /** Whether it leans on the sentence before. */
    boolean leans() {
        return kind == Kind.PROSE
                && text.matches(
                        "(?:It|They|This|These|Those|He|She|Such|However|Therefore|Otherwise|Then|Instead)\\b.*");
    }

    /** How much both say the same, from 0 to 1. */
    double overlap(Sentence other) {
        long shared = terms.stream().filter(other.terms::contains).count();
        int smaller = Math.min(terms.size(), other.terms.size());
        return smaller == 0 ? 0 : (double) shared / smaller;
    }
}
