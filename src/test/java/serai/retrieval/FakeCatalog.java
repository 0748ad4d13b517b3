package serai.retrieval;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import serai.access.Labels;
import serai.catalog.Catalog;
import serai.catalog.Change;
import serai.catalog.DocumentRecord;
import serai.catalog.NewDocument;
import serai.catalog.NewDocument.NewPassage;
import serai.catalog.Passage;
import serai.catalog.PassageRef;
import serai.query.DocumentId;
import serai.query.Tenant;

/** A catalog of one tenant that remembers what it is told and the revision from which changes were last asked. */
final class FakeCatalog implements Catalog {

    private final Map<DocumentId, Entry> entries = new HashMap<>();
    private long revision;
    private long askedSince = -1;

    @Override
    public synchronized DocumentRecord save(NewDocument document) {
        revision++;
        Entry entry = new Entry(document.tenant(), document, document.labels(), revision, revision);
        entries.put(document.id(), entry);
        return entry.describe();
    }

    @Override
    public synchronized Optional<DocumentRecord> relabel(Tenant tenant, DocumentId id, Labels labels) {
        return Optional.ofNullable(entries.computeIfPresent(
                        id,
                        (key, entry) -> new Entry(tenant, entry.document(), labels, ++revision, entry.textRevision())))
                .map(Entry::describe);
    }

    @Override
    public synchronized boolean delete(Tenant tenant, DocumentId id) {
        return entries.computeIfPresent(
                        id, (key, entry) -> new Entry(tenant, gone(entry), entry.labels(), ++revision, 0))
                != null;
    }

    private static NewDocument gone(Entry entry) {
        NewDocument document = entry.document();
        return new NewDocument(document.tenant(), document.id(), "gone", "", "", document.labels(), List.of());
    }

    @Override
    public synchronized Optional<DocumentRecord> find(Tenant tenant, DocumentId id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::describe);
    }

    @Override
    public synchronized List<Passage> passages(Tenant tenant, List<PassageRef> refs) {
        return refs.stream()
                .flatMap(ref -> Stream.ofNullable(entries.get(ref.document()))
                        .filter(entry ->
                                ref.ordinal() < entry.document().passages().size())
                        .map(entry -> entry.passage(ref)))
                .toList();
    }

    @Override
    public synchronized Collection<DocumentRecord> documents(Tenant tenant) {
        return entries.values().stream().map(Entry::describe).toList();
    }

    @Override
    public synchronized void changesSince(long since, Consumer<Change> consumer) {
        askedSince = since;
        entries.values().stream()
                .filter(entry -> entry.revision() > since)
                .sorted(Comparator.comparingLong(Entry::revision))
                .map(entry -> entry.change(since))
                .forEach(consumer);
    }

    synchronized long askedSince() {
        return askedSince;
    }

    @Override
    public synchronized long revision() {
        return revision;
    }

    private record Entry(Tenant tenant, NewDocument document, Labels labels, long revision, long textRevision) {

        DocumentRecord describe() {
            return new DocumentRecord(
                    tenant,
                    document.id(),
                    document.title(),
                    document.source(),
                    document.contentHash(),
                    labels,
                    document.passages().size(),
                    revision,
                    Instant.EPOCH);
        }

        Passage passage(PassageRef ref) {
            NewPassage passage = document.passages().get(ref.ordinal());
            return new Passage(ref, describe(), passage.heading(), passage.text(), passage.personalData());
        }

        Change change(long since) {
            if (textRevision == 0) {
                return new Change.Gone(tenant, document.id(), revision);
            }
            if (textRevision <= since) {
                return new Change.Relabelled(tenant, document.id(), revision, labels);
            }
            return new Change.Present(
                    tenant,
                    document.id(),
                    revision,
                    labels,
                    document.passages().stream().map(NewPassage::vector).toList());
        }
    }
}
