package serai.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import serai.query.Tenant;

/** The tables {@code passage} and {@code passage_vector}: sealed values by place. */
final class PassageTable {

    /** How many passages a document can have. */
    static final int LIMIT = 1 << 20;

    private static final int BATCH = 500;

    private static final String FIND = "select " + DocumentRow.COLUMNS + ", ordinal, sealed"
            + " from unnest(?, ?) as wanted(name, ordinal) join document on id = wanted.name"
            + " join passage on place = text_revision * " + LIMIT + " + ordinal"
            + " where tenant = ? and data_key is not null and ordinal between 0 and " + (LIMIT - 1);

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

    /** A sealed passage with the row of its document, which one statement reads as they are at one moment. */
    record Found(DocumentRow document, SealedValue sealed) {}

    /** The passages that are there among those named. */
    Map<PassageRef, Found> find(Tenant tenant, List<PassageRef> refs) {
        List<String> names = refs.stream().map(ref -> ref.document().value()).toList();
        List<Integer> ordinals = refs.stream().map(PassageRef::ordinal).toList();
        Map<PassageRef, Found> found = HashMap.newHashMap(refs.size());
        jdbc.query(
                FIND,
                row -> {
                    DocumentRow document = DocumentRow.of(row, row.getRow());
                    found.put(
                            new PassageRef(document.id(), row.getInt(DocumentRow.WIDTH + 1)),
                            new Found(document, SealedValue.of(row, DocumentRow.WIDTH + 2)));
                },
                new SqlArray("varchar", names),
                new SqlArray("integer", ordinals),
                tenant.value());
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
