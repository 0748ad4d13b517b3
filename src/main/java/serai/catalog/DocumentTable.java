package serai.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import serai.catalog.DocumentRow.Sealed;
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

    private long single(String query) {
        return requireNonNull(jdbc.queryForObject(query, Long.class));
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

    /** The version of the key-encryption key that sealed the newest document. */
    Optional<String> newestKeyVersion() {
        return jdbc
                .queryForList(
                        "select key_version from document where data_key is not null order by revision desc limit 1",
                        String.class)
                .stream()
                .findFirst();
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
