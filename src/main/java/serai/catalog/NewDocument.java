package serai.catalog;

import java.util.List;
import serai.access.Labels;
import serai.privacy.PiiSpan;
import serai.query.DocumentId;
import serai.query.Tenant;

/** A document to store; it replaces the one of the same id. */
public record NewDocument(
        Tenant tenant,
        DocumentId id,
        String title,
        String source,
        String contentHash,
        Labels labels,
        List<NewPassage> passages) {

    public NewDocument {
        passages = List.copyOf(passages);
    }

    /**
     * One passage.
     *
     * @param heading where in the document it stands, such as {@code Chapter 3 > Backup}; may be empty
     * @param text what it says
     * @param personalData where the text holds personal data
     * @param vector its embedding
     */
    public record NewPassage(String heading, String text, List<PiiSpan> personalData, Embedding vector) {
        public NewPassage {
            personalData = List.copyOf(personalData);
        }
    }
}
