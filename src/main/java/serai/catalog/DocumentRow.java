package serai.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import serai.catalog.Sealer.WrappedKey;
import serai.query.DocumentId;
import serai.query.Tenant;

/**
 * A row of the table {@code document}.
 *
 * @param textRevision when its passages were stored; names them
 * @param sealed what it holds; null once it is deleted
 */
record DocumentRow(
        Tenant tenant,
        DocumentId id,
        long revision,
        long textRevision,
        @Nullable Sealed sealed) {

    static final String COLUMNS = "tenant, id, revision, text_revision, data_key, key_version, header, labels";

    /** How many columns these are. */
    static final int WIDTH = 8;

    /** What the data key opens. */
    record Sealed(WrappedKey key, SealedValue header, SealedValue labels) {}

    static DocumentRow of(ResultSet row, int number) throws SQLException {
        return new DocumentRow(
                new Tenant(row.getString(1)),
                new DocumentId(row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                sealed(row));
    }

    private static @Nullable Sealed sealed(ResultSet row) throws SQLException {
        byte[] key = row.getBytes(5);
        return key == null
                ? null
                : new Sealed(
                        new WrappedKey(new SealedValue(key), row.getString(6)),
                        SealedValue.of(row, 7),
                        SealedValue.of(row, 8));
    }
}
