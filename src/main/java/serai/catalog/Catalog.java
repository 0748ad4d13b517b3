package serai.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import serai.access.Labels;
import serai.query.DocumentId;
import serai.query.Tenant;

/**
 * The authoritative record of every document. The vector index is derived from it and can be rebuilt from it.
 *
 * <p>A method that changes something returns once the change is on stable storage. Passages and vectors are sealed with
 * AES-256-GCM under one data key per document. Safe for use by many threads.
 */
public interface Catalog {

    /** Stores or replaces a document. */
    DocumentRecord save(NewDocument document);

    /** Gives a stored document other labels; empty when it does not exist. */
    Optional<DocumentRecord> relabel(Tenant tenant, DocumentId id, Labels labels);

    /** Removes a document with its passages, vectors and data key; false when it does not exist. */
    boolean delete(Tenant tenant, DocumentId id);

    Optional<DocumentRecord> find(Tenant tenant, DocumentId id);

    /** The passages that exist among those named, unsealed, in the order named. */
    List<Passage> passages(Tenant tenant, List<PassageRef> refs);

    /** The documents of a tenant with the authoritative labels, for tests, oracles and reports. */
    Collection<DocumentRecord> documents(Tenant tenant);

    /** Hands every change after {@code revision} to {@code consumer} in the order of revisions, vectors unsealed. */
    void changesSince(long revision, Consumer<Change> consumer);

    /** The revision of the newest change; 0 when there was none. */
    long revision();
}
