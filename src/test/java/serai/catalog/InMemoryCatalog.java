package serai.catalog;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import serai.access.Labels;
import serai.catalog.NewDocument.NewPassage;
import serai.query.DocumentId;
import serai.query.Tenant;

/** A catalog for tests: nothing is sealed, nothing survives. */
public final class InMemoryCatalog implements Catalog {

    private final Clock clock;
    private final Map<Key, Entry> entries = new HashMap<>();
    private long revision;

    public InMemoryCatalog(Clock clock) {
        this.clock = clock;
    }

    private record Key(Tenant tenant, DocumentId id) {}

    private record Entry(long revision, long textRevision, Optional<Stored> stored) {}

    private record Stored(DocumentRecord document, List<NewPassage> passages) {}

    @Override
    public synchronized DocumentRecord save(NewDocument document) {
        revision++;
        DocumentRecord saved = new DocumentRecord(
                document.tenant(),
                document.id(),
                document.title(),
                document.source(),
                document.contentHash(),
                document.labels(),
                document.passages().size(),
                revision,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Stored stored = new Stored(saved, document.passages());
        entries.put(new Key(document.tenant(), document.id()), new Entry(revision, revision, Optional.of(stored)));
        return saved;
    }

    @Override
    public synchronized Optional<DocumentRecord> relabel(Tenant tenant, DocumentId id, Labels labels) {
        return stored(tenant, id).map(stored -> {
            revision++;
            DocumentRecord relabelled = stored.document().relabelled(labels, revision);
            entries.computeIfPresent(
                    new Key(tenant, id),
                    (key, was) -> new Entry(
                            revision, was.textRevision(), Optional.of(new Stored(relabelled, stored.passages()))));
            return relabelled;
        });
    }

    @Override
    public synchronized boolean delete(Tenant tenant, DocumentId id) {
        if (stored(tenant, id).isEmpty()) {
            return false;
        }
        revision++;
        entries.put(new Key(tenant, id), new Entry(revision, revision, Optional.empty()));
        return true;
    }

    @Override
    public synchronized Optional<DocumentRecord> find(Tenant tenant, DocumentId id) {
        return stored(tenant, id).map(Stored::document);
    }

    @Override
    public synchronized List<Passage> passages(Tenant tenant, List<PassageRef> refs) {
        return refs.stream()
                .flatMap(ref -> stored(tenant, ref.document()).flatMap(stored -> passage(stored, ref)).stream())
                .toList();
    }

    private static Optional<Passage> passage(Stored stored, PassageRef ref) {
        if (ref.ordinal() < 0 || ref.ordinal() >= stored.passages().size()) {
            return Optional.empty();
        }
        NewPassage passage = stored.passages().get(ref.ordinal());
        return Optional.of(
                new Passage(ref, stored.document(), passage.heading(), passage.text(), passage.personalData()));
    }

    @Override
    public synchronized Collection<DocumentRecord> documents(Tenant tenant) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().tenant().equals(tenant))
                .flatMap(entry -> entry.getValue().stored().stream())
                .map(Stored::document)
                .sorted(Comparator.comparing(document -> document.id().value()))
                .toList();
    }

    @Override
    public synchronized void changesSince(long after, Consumer<Change> consumer) {
        entries.entrySet().stream()
                .filter(entry -> entry.getValue().revision() > after)
                .sorted(Comparator.comparingLong(entry -> entry.getValue().revision()))
                .map(entry -> change(entry.getKey(), entry.getValue(), after))
                .forEach(consumer);
    }

    private static Change change(Key key, Entry entry, long after) {
        return entry.stored()
                .map(stored -> entry.textRevision() > after ? present(stored) : relabelled(stored.document()))
                .orElseGet(() -> new Change.Gone(key.tenant(), key.id(), entry.revision()));
    }

    private static Change present(Stored stored) {
        DocumentRecord document = stored.document();
        List<Embedding> vectors =
                stored.passages().stream().map(NewPassage::vector).toList();
        return new Change.Present(document.tenant(), document.id(), document.revision(), document.labels(), vectors);
    }

    private static Change relabelled(DocumentRecord document) {
        return new Change.Relabelled(document.tenant(), document.id(), document.revision(), document.labels());
    }

    @Override
    public synchronized long revision() {
        return revision;
    }

    private Optional<Stored> stored(Tenant tenant, DocumentId id) {
        return Optional.ofNullable(entries.get(new Key(tenant, id))).flatMap(Entry::stored);
    }
}
