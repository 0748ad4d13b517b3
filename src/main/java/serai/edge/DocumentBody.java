package serai.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import serai.audit.AuditReceipt;
import serai.catalog.DocumentRecord;
import serai.ingest.Documents;
import serai.ingest.StoredDocument;

/**
 * What a caller is told of a document they may read.
 *
 * @param receipt of the change, when there was one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DocumentBody(
        String documentId,
        String title,
        String source,
        Map<String, Object> labels,
        int passages,
        Instant storedAt,
        Optional<String> receipt) {

    static DocumentBody of(DocumentRecord document) {
        return of(document, Optional.empty());
    }

    static DocumentBody of(Documents.Changed changed) {
        return of(changed.document(), Optional.of(changed.receipt()));
    }

    static DocumentBody of(StoredDocument stored) {
        return of(stored.document(), stored.receipt());
    }

    private static DocumentBody of(DocumentRecord document, Optional<AuditReceipt> receipt) {
        return new DocumentBody(
                document.id().value(),
                document.title(),
                document.source(),
                document.labels().values(),
                document.passages(),
                document.storedAt(),
                receipt.map(AuditReceipt::id));
    }
}
