package serai.ingest;

import java.util.List;

/**
 * A part of a document under one heading.
 *
 * @param heading the headings it stands under, outermost first, such as {@code Backup > Dumps}; may be empty
 * @param paragraphs in their order; none is blank
 */
record Section(String heading, List<String> paragraphs) {

    Section {
        paragraphs = List.copyOf(paragraphs);
    }
}
