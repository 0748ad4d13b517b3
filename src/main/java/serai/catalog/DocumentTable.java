package serai.catalog;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import serai.catalog.DocumentRow.Sealed;
import serai.catalog.Sealer.WrappedKey;
import serai.query.DocumentId;
import serai.query.Tenant;

/** The tables {@code document} and {@code catalog_revision}. */
final class DocumentTable {

    private static final String SELECT = "select " + DocumentRow.COLUMNS + " from document where ";

    private final JdbcTemplate jdbc;

    DocumentTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps every other writer out until the transaction ends; the revision that a change may take. */
    long lockRevision() {
        return single("select newest from catalog_revision for update") + 1;
    }

    long newestRevision() {
        return single("select newest from catalog_revision");
    }

    private long single(String query, Object... parameters) {
        return requireNonNull(jdbc.queryForObject(query, Long.class, parameters));
    }

    private void advance(long revision) {
        jdbc.update("update catalog_revision set newest = ?", revision);
    }

    /** The row of a document that is there. */
    Optional<DocumentRow> find(Tenant tenant, DocumentId id) {
        return jdbc
                .query(
                        SELECT + "tenant = ? and id = ? and data_key is not null",
                        DocumentRow::of,
                        tenant.value(),
                        id.value())
                .stream()
                .findFirst();
    }

    List<DocumentRow> all(Tenant tenant) {
        return jdbc.query(SELECT + "tenant = ? and data_key is not null order by id", DocumentRow::of, tenant.value());
    }

    /** The next rows in the order of revisions, deleted ones included. */
    List<DocumentRow> changed(long after, int limit) {
        return jdbc.query(SELECT + "revision > ? order by revision limit ?", DocumentRow::of, after, limit);
    }

    /** The versions of the key-encryption keys in use, each found by one step in the index, however many documents. */
    List<String> keyVersions() {
        List<String> versions = new ArrayList<>();
        Optional<String> next = keyVersionAfter("");
        while (next.isPresent()) {
            versions.add(next.get());
            next = keyVersionAfter(next.get());
        }
        return versions;
    }

    private Optional<String> keyVersionAfter(String version) {
        return jdbc
                .queryForList(
                        "select key_version from document where key_version > ? order by key_version limit 1",
                        String.class,
                        version)
                .stream()
                .findFirst();
    }

    /** How many documents are sealed under another key-encryption key. */
    long sealedOtherwise(String version) {
        return single("select count(*) from document where key_version < ? or key_version > ?", version, version);
    }

    /** The next rows that are sealed under a key-encryption key, in the order of revisions. */
    List<DocumentRow> sealedUnder(String version, long after, int limit) {
        return jdbc.query(
                SELECT + "key_version = ? and revision > ? order by revision limit ?",
                DocumentRow::of,
                version,
                after,
                limit);
    }

    /** Exchanges wrapped data keys, each where it is still the one that was read. */
    void rewrap(Map<DocumentRow, WrappedKey> rewrapped) {
        List<Object[]> rows = rewrapped.entrySet().stream()
                .map(entry -> parameters(entry.getKey(), entry.getValue()))
                .toList();
        jdbc.batchUpdate(
                "update document set data_key = ?, key_version = ? where tenant = ? and id = ? and data_key = ?", rows);
    }

    private static Object[] parameters(DocumentRow row, WrappedKey wrapped) {
        return new Object[] {
            wrapped.sealed().bytes(),
            wrapped.version(),
            row.tenant().value(),
            row.id().value(),
            requireNonNull(row.sealed()).key().sealed().bytes()
        };
    }

    void replace(Tenant tenant, DocumentId id, long revision, Sealed sealed) {
        advance(revision);
        jdbc.update("delete from document where tenant = ? and id = ?", tenant.value(), id.value());
        jdbc.update(
                "insert into document (" + DocumentRow.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)",
                tenant.value(),
                id.value(),
                revision,
                revision,
                sealed.key().sealed().bytes(),
                sealed.key().version(),
                sealed.header().bytes(),
                sealed.labels().bytes());
    }

    void relabel(DocumentRow row, long revision, SealedValue labels) {
        advance(revision);
        jdbc.update(
                "update document set revision = ?, labels = ? where tenant = ? and id = ?",
                revision,
                labels.bytes(),
                row.tenant().value(),
                row.id().value());
    }

    /** Leaves the name and the revision. */
    void clear(DocumentRow row, long revision) {
        advance(revision);
        jdbc.update(
                "update document set revision = ?, data_key = null, key_version = null, header = null, labels = null"
                        + " where tenant = ? and id = ?",
                revision,
                row.tenant().value(),
                row.id().value());
    }
}
