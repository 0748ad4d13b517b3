package serai.catalog;

import java.util.List;
import serai.privacy.PiiSpan;

/**
 * A stored passage with its document's authoritative record.
 *
 * @param heading where in the document it stands; may be empty
 * @param personalData where the text holds personal data, found at ingestion
 */
public record Passage(
        PassageRef ref, DocumentRecord document, String heading, String text, List<PiiSpan> personalData) {

    public Passage {
        personalData = List.copyOf(personalData);
    }

    /** Names the passage, never its text. */
    @Override
    public String toString() {
        return "Passage[" + ref + "]";
    }
}
