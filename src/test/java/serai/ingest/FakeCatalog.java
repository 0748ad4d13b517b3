package serai.ingest;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import serai.access.Labels;
import serai.catalog.Catalog;
import serai.catalog.Change;
import serai.catalog.DocumentRecord;
import serai.catalog.NewDocument;
import serai.catalog.Passage;
import serai.catalog.PassageRef;
import serai.query.DocumentId;
import serai.query.Tenant;

/** Records in memory. */
final class FakeCatalog implements Catalog {

    private final Map<DocumentId, DocumentRecord> records = new ConcurrentHashMap<>();
    private final Map<DocumentId, NewDocument> documents = new ConcurrentHashMap<>();
    private long revision;
    private long followed;

    @Override
    public DocumentRecord save(NewDocument document) {
        documents.put(document.id(), document);
        return put(document, document.labels());
    }

    @Override
    public Optional<DocumentRecord> relabel(Tenant tenant, DocumentId id, Labels labels) {
        return Optional.ofNullable(documents.get(id)).map(document -> put(document, labels));
    }

    private DocumentRecord put(NewDocument document, Labels labels) {
        DocumentRecord changed = new DocumentRecord(
                document.tenant(),
                document.id(),
                document.title(),
                document.source(),
                document.contentHash(),
                labels,
                document.passages().size(),
                ++revision,
                Instant.EPOCH);
        records.put(document.id(), changed);
        return changed;
    }

    @Override
    public boolean delete(Tenant tenant, DocumentId id) {
        revision++;
        return records.remove(id) != null;
    }

    @Override
    public Optional<DocumentRecord> find(Tenant tenant, DocumentId id) {
        return Optional.ofNullable(records.get(id))
                .filter(found -> found.tenant().equals(tenant));
    }

    @Override
    public List<Passage> passages(Tenant tenant, List<PassageRef> refs) {
        return List.of();
    }

    @Override
    public Collection<DocumentRecord> documents(Tenant tenant) {
        return records.values();
    }

    @Override
    public void changesSince(long revision, Consumer<Change> consumer) {}

    @Override
    public long revision() {
        return revision;
    }

    NewDocument stored(DocumentId id) {
        return java.util.Objects.requireNonNull(documents.get(id));
    }

    void follow(long to) {
        followed = to;
    }

    /** The revision that searches were last made to show. */
    long followed() {
        return followed;
    }
}
