package serai.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;
import serai.catalog.Vault.Opened;

/** Reads changes a page at a time, so that an index can be rebuilt from a catalog of any size. */
final class ChangeFeed {

    private static final int PAGE = 100;

    private final DocumentTable documents;
    private final PassageTable passages;
    private final TransactionTemplate snapshot;
    private final Runnable flush;
    private final Vault vault;

    /** @param snapshot a transaction that sees one state of the database throughout */
    ChangeFeed(
            DocumentTable documents, PassageTable passages, TransactionTemplate snapshot, Runnable flush, Vault vault) {
        this.documents = documents;
        this.passages = passages;
        this.snapshot = snapshot;
        this.flush = flush;
        this.vault = vault;
    }

    /**
     * Tells each document's present state, and durable changes only: an index must not remember a revision that a power
     * failure gives to another change.
     *
     * <p>No page has an upper bound. A document that changes again while the pages are read leaves its place for a later
     * one; behind a bound it would be told next time only, as a change to something the index never got.
     */
    void since(long revision, Consumer<Change> consumer) {
        Optional<Long> next = Optional.of(revision);
        while (next.isPresent()) {
            long after = next.get();
            next = requireNonNull(snapshot.execute(status -> page(revision, after, consumer)));
        }
    }

    /** The revision that the next page begins after; empty when this was the last one. */
    private Optional<Long> page(long since, long after, Consumer<Change> consumer) {
        List<DocumentRow> rows = documents.changed(after, PAGE);
        if (!rows.isEmpty()) {
            flush.run();
        }
        rows.forEach(row -> consumer.accept(change(row, since)));
        return rows.size() < PAGE
                ? Optional.empty()
                : Optional.of(rows.getLast().revision());
    }

    private Change change(DocumentRow row, long since) {
        if (row.sealed() == null) {
            return new Change.Gone(row.tenant(), row.id(), row.revision());
        }
        Opened opened = vault.open(row);
        if (row.textRevision() <= since) {
            return new Change.Relabelled(
                    row.tenant(), row.id(), row.revision(), opened.document().labels());
        }
        List<Embedding> vectors = opened.vectors(passages.vectors(row.textRevision()));
        return new Change.Present(
                row.tenant(), row.id(), row.revision(), opened.document().labels(), vectors);
    }
}
