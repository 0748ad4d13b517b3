package serai.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What {@link DataKey} makes of a plain value. Never altered after it is made. */
final class SealedValue {

    private final byte[] bytes;

    /** Takes the array over. */
    SealedValue(byte[] bytes) {
        this.bytes = bytes;
    }

    static SealedValue of(ResultSet row, int column) throws SQLException {
        return new SealedValue(row.getBytes(column));
    }

    /** As stored; not a copy. */
    byte[] bytes() {
        return bytes;
    }
}
