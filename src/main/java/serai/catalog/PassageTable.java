package serai.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables {@code passage} and {@code passage_vector}: sealed values by place. */
final class PassageTable {

    /** How many passages a document can have. */
    static final int LIMIT = 1 << 20;

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    PassageTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a passage lies: those of one text are neighbours, in their order. */
    static long place(long textRevision, int ordinal) {
        return textRevision * LIMIT + ordinal;
    }

    void insert(long textRevision, List<SealedValue> passages, List<SealedValue> vectors) {
        insert("insert into passage (place, sealed) values (?, ?)", textRevision, passages);
        insert("insert into passage_vector (place, sealed) values (?, ?)", textRevision, vectors);
    }

    private void insert(String statement, long textRevision, List<SealedValue> sealed) {
        List<Integer> ordinals =
                java.util.stream.IntStream.range(0, sealed.size()).boxed().toList();
        jdbc.batchUpdate(statement, ordinals, BATCH, (row, ordinal) -> {
            row.setLong(1, place(textRevision, ordinal));
            row.setBytes(2, sealed.get(ordinal).bytes());
        });
    }

    void delete(long textRevision) {
        long first = place(textRevision, 0);
        long last = place(textRevision, LIMIT - 1);
        jdbc.update("delete from passage where place between ? and ?", first, last);
        jdbc.update("delete from passage_vector where place between ? and ?", first, last);
    }

    /** The sealed passages at these places. */
    Map<Long, SealedValue> passages(Collection<Long> places) {
        Map<Long, SealedValue> found = HashMap.newHashMap(places.size());
        jdbc.query(
                "select place, sealed from passage where place = any(?)",
                row -> {
                    found.put(row.getLong(1), SealedValue.of(row, 2));
                },
                new SqlArray("bigint", places));
        return found;
    }

    /** The sealed vectors of a text in the order of its passages. */
    List<SealedValue> vectors(long textRevision) {
        return jdbc.query(
                "select sealed from passage_vector where place between ? and ? order by place",
                (row, number) -> SealedValue.of(row, 1),
                place(textRevision, 0),
                place(textRevision, LIMIT - 1));
    }
}
