package serai.catalog;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import serai.access.Labels;
import serai.catalog.DataKey.Purpose;
import serai.catalog.DocumentRow.Sealed;
import serai.catalog.Encoding.Header;
import serai.catalog.Encoding.Text;

/**
 * Seals documents into rows and opens rows.
 *
 * <p>Opened records and data keys are kept for a while: a question reads about ten, often the same. A revision is never
 * given twice, so an entry cannot be stale. Safe for use by many threads.
 */
final class Vault {

    private static final int CACHED_DOCUMENTS = 10_000;

    private final Sealer sealer;
    private final StoredLabels labels;
    private final Cache<Version, Opened> opened =
            Caffeine.newBuilder().maximumSize(CACHED_DOCUMENTS).build();

    Vault(Sealer sealer, StoredLabels labels) {
        this.sealer = sealer;
        this.labels = labels;
    }

    private record Version(long revision, String schema) {}

    /** A document with the key to its passages. */
    record Opened(DocumentRecord document, DataKey key) {

        Passage passage(int ordinal, SealedValue sealed) {
            Text text = Encoding.passage(key.open(Purpose.PASSAGE, ordinal, sealed));
            return new Passage(
                    new PassageRef(document.id(), ordinal), document, text.heading(), text.text(), text.personalData());
        }

        List<Embedding> vectors(List<SealedValue> sealed) {
            if (sealed.size() != document.passages()) {
                throw new IllegalStateException("the catalog lacks vectors: restore it from a backup");
            }
            Embedding[] vectors = new Embedding[sealed.size()];
            for (int ordinal = 0; ordinal < vectors.length; ordinal++) {
                vectors[ordinal] = Encoding.vector(key.open(Purpose.VECTOR, ordinal, sealed.get(ordinal)));
            }
            return List.of(vectors);
        }
    }

    /** A document whose text is sealed; its labels wait for their revision. */
    record SealedText(
            DataKey key,
            Sealer.WrappedKey wrapped,
            SealedValue header,
            List<SealedValue> passages,
            List<SealedValue> vectors) {}

    SealedText seal(NewDocument document, Header header) {
        Sealer.NewKey fresh = sealer.newKey(document.tenant(), document.id());
        DataKey key = fresh.key();
        List<SealedValue> passages = new ArrayList<>();
        List<SealedValue> vectors = new ArrayList<>();
        for (NewDocument.NewPassage passage : document.passages()) {
            int ordinal = passages.size();
            passages.add(key.seal(Purpose.PASSAGE, ordinal, Encoding.encode(passage)));
            vectors.add(key.seal(Purpose.VECTOR, ordinal, Encoding.encode(passage.vector())));
        }
        return new SealedText(
                key, fresh.wrapped(), key.seal(Purpose.HEADER, 0, Encoding.encode(header)), passages, vectors);
    }

    /** Bound to the revision, so that a document's earlier labels cannot be put back alone. */
    SealedValue seal(DataKey key, Labels given, long revision) {
        return key.seal(Purpose.LABELS, revision, labels.encode(given));
    }

    Opened open(DocumentRow row) {
        return opened.get(new Version(row.revision(), labels.schemaVersion()), version -> unseal(row));
    }

    private Opened unseal(DocumentRow row) {
        Sealed sealed = requireNonNull(row.sealed(), "a deleted document has nothing to open");
        DataKey key = sealer.open(sealed.key(), row.tenant(), row.id());
        Header header = Encoding.header(key.open(Purpose.HEADER, 0, sealed.header()));
        Labels stored = labels.decode(key.open(Purpose.LABELS, row.revision(), sealed.labels()));
        return new Opened(header.record(row.tenant(), row.id(), stored, row.revision()), key);
    }

    /** Refuses, when the catalog starts, key-encryption keys that cannot open all of it. */
    void demandKeys(Collection<String> versions) {
        sealer.demandVersions(versions);
    }
}
