package serai.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import serai.access.Labels;
import serai.catalog.DocumentRow.Sealed;
import serai.catalog.Encoding.Header;
import serai.catalog.Vault.Opened;
import serai.catalog.Vault.SealedText;
import serai.query.DocumentId;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Tenant;

/**
 * The catalog in a relational database, sealed before it gets there.
 *
 * <p>Writers take turns, so that changes become visible in the order of their revisions; readers never wait.
 */
final class JdbcCatalog implements Catalog {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final DocumentTable documents;
    private final PassageTable passages;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final Runnable flush;
    private final ChangeFeed feed;
    private final Vault vault;
    private final Clock clock;

    /**
     * @param database with the tables of {@code db/migration}
     * @param flush brings what was committed to stable storage; for a database whose commit does that, nothing
     * @throws serai.secrets.SecretUnavailableException when a document is sealed under a {@code kek} that is not
     *     accepted
     */
    JdbcCatalog(DataSource database, Runnable flush, Vault vault, Clock clock) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        this.documents = new DocumentTable(jdbc);
        this.passages = new PassageTable(jdbc);
        this.writing = new TransactionTemplate(new JdbcTransactionManager(database));
        this.reading = new TransactionTemplate(new JdbcTransactionManager(database));
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        reading.setReadOnly(true);
        this.flush = flush;
        this.feed = new ChangeFeed(documents, passages, reading, flush, vault);
        this.vault = vault;
        this.clock = clock;
        vault.demandKeys(documents.keyVersions());
    }

    @Override
    public DocumentRecord save(NewDocument document) {
        if (document.passages().size() > PassageTable.LIMIT) {
            throw new ProblemException(ProblemType.TOO_LARGE, "A document has at most 1,048,576 passages.");
        }
        Header header = new Header(
                document.title(),
                document.source(),
                document.contentHash(),
                document.passages().size(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        SealedText text = vault.seal(document, header);
        long revision = write(() -> store(document, text));
        return header.record(document.tenant(), document.id(), document.labels(), revision);
    }

    private long store(NewDocument document, SealedText text) {
        long revision = documents.lockRevision();
        documents
                .find(document.tenant(), document.id())
                .ifPresent(replaced -> passages.delete(replaced.textRevision()));
        SealedValue labels = vault.seal(text.key(), document.labels(), revision);
        documents.replace(
                document.tenant(), document.id(), revision, new Sealed(text.wrapped(), text.header(), labels));
        passages.insert(revision, text.passages(), text.vectors());
        return revision;
    }

    @Override
    public Optional<DocumentRecord> relabel(Tenant tenant, DocumentId id, Labels labels) {
        return write(() -> {
            long revision = documents.lockRevision();
            return documents.find(tenant, id).map(row -> relabel(row, labels, revision));
        });
    }

    private DocumentRecord relabel(DocumentRow row, Labels labels, long revision) {
        Opened opened = vault.open(row);
        documents.relabel(row, revision, vault.seal(opened.key(), labels, revision));
        return opened.document().relabelled(labels, revision);
    }

    @Override
    public boolean delete(Tenant tenant, DocumentId id) {
        return write(() -> {
            long revision = documents.lockRevision();
            Optional<DocumentRow> found = documents.find(tenant, id);
            found.ifPresent(row -> {
                passages.delete(row.textRevision());
                documents.clear(row, revision);
            });
            return found.isPresent();
        });
    }

    @Override
    public Optional<DocumentRecord> find(Tenant tenant, DocumentId id) {
        return attempt(() -> documents.find(tenant, id))
                .map(row -> vault.open(row).document());
    }

    @Override
    public Collection<DocumentRecord> documents(Tenant tenant) {
        return attempt(() -> documents.all(tenant)).stream()
                .map(row -> vault.open(row).document())
                .toList();
    }

    @Override
    public List<Passage> passages(Tenant tenant, List<PassageRef> refs) {
        Map<PassageRef, PassageTable.Found> found = attempt(() -> passages.find(tenant, refs));
        List<Passage> opened = new ArrayList<>();
        for (PassageRef ref : refs) {
            PassageTable.Found passage = found.get(ref);
            if (passage != null) {
                opened.add(vault.open(passage.document()).passage(ref.ordinal(), passage.sealed()));
            }
        }
        return opened;
    }

    @Override
    public void changesSince(long revision, Consumer<Change> consumer) {
        attempt(() -> {
            feed.since(revision, consumer);
            return revision;
        });
    }

    @Override
    public long revision() {
        return attempt(documents::newestRevision);
    }

    /** A change counts once it is on stable storage, whatever the database takes a commit for. */
    private <T> T write(Supplier<T> change) {
        return attempt(() -> {
            T changed = requireNonNull(writing.execute(status -> change.get()));
            flush.run();
            return changed;
        });
    }

    private static <T> T attempt(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException | TransactionException e) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, "The catalog cannot be reached. Try again later.", RETRY_AFTER, e);
        }
    }
}
