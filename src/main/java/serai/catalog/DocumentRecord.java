package serai.catalog;

import java.time.Instant;
import serai.access.Labels;
import serai.query.DocumentId;
import serai.query.Tenant;

/**
 * What is known of a stored document besides its text.
 *
 * @param title for people; may be empty
 * @param source where it came from: a path or URL
 * @param contentHash SHA-256 of the uploaded bytes, in hex
 * @param labels the authoritative labels
 * @param passages how many passages it has
 * @param revision grows with every change in the tenant's catalog
 * @param storedAt when its text was stored, to the millisecond
 */
public record DocumentRecord(
        Tenant tenant,
        DocumentId id,
        String title,
        String source,
        String contentHash,
        Labels labels,
        int passages,
        long revision,
        Instant storedAt) {

    /** The same document after its labels changed. */
    DocumentRecord relabelled(Labels given, long newRevision) {
        return new DocumentRecord(tenant, id, title, source, contentHash, given, passages, newRevision, storedAt);
    }
}
