package serai.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static serai.catalog.CatalogFixture.TENANT;
import static serai.catalog.CatalogFixture.changes;
import static serai.catalog.CatalogFixture.document;
import static serai.catalog.CatalogFixture.labels;
import static serai.catalog.CatalogFixture.ref;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import serai.access.SchemaFixture;
import serai.catalog.KeyRewrap.Progress;
import serai.query.DocumentId;
import serai.secrets.Secret;
import serai.secrets.SecretUnavailableException;
import serai.secrets.Secrets;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeyRewrapTest {

    private static final int DOCUMENTS = 9;
    private static final int BATCH = 4;

    private final List<String> order = new ArrayList<>();
    private TestDatabase database;
    private RotatingKek kek;
    private Catalog catalog;

    @BeforeAll
    void open(@TempDir Path directory) {
        database = new TestDatabase(directory);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void save() {
        database.clear();
        order.clear();
        kek = new RotatingKek();
        // Nothing here is killed, and waiting for the disk for each document takes long.
        catalog = database.catalog(kek, SchemaFixture.schema(), () -> {});
        IntStream.range(0, DOCUMENTS).forEach(i -> catalog.save(document(TENANT, "d" + i, "text of d" + i)));
    }

    private Catalog started() {
        return database.catalog(kek, SchemaFixture.schema());
    }

    private KeyRewrap rewrap() {
        return database.rewrap(kek, () -> order.add("flush"), BATCH);
    }

    private static void runToTheEnd(KeyRewrap rewrap) {
        while (rewrap.step()) {}
    }

    private long sealedUnder(String version) {
        return database.jdbc()
                .queryForList("select id from document where key_version = ?", String.class, version)
                .size();
    }

    private List<Map<String, Object>> otherColumns() {
        return database
                .jdbc()
                .queryForList("select tenant, id, revision, text_revision, header, labels from document order by id")
                .stream()
                .peek(row -> row.replaceAll(
                        (column, value) -> value instanceof byte[] bytes ? List.of(bytes.length, hash(bytes)) : value))
                .toList();
    }

    private static int hash(byte[] bytes) {
        return java.util.Arrays.hashCode(bytes);
    }

    private void assertReadable(Catalog reading) {
        assertThat(reading.documents(TENANT)).hasSize(DOCUMENTS);
        assertThat(reading.passages(TENANT, List.of(ref("d0", 0), ref("d8", 0))))
                .extracting(Passage::text)
                .containsExactly("text of d0", "text of d8");
    }

    @Test
    void wrapsEveryDataKeyAnewAndTouchesNothingElse() {
        List<Map<String, Object>> before = otherColumns();
        long revision = catalog.revision();
        String old = kek.rotate();
        KeyRewrap rewrap = rewrap();

        runToTheEnd(rewrap);

        assertThat(sealedUnder(old)).isZero();
        assertThat(sealedUnder(kek.get("kek").version())).isEqualTo(DOCUMENTS);
        assertThat(otherColumns()).isEqualTo(before);
        assertThat(catalog.revision()).isEqualTo(revision);
        assertThat(changes(catalog, revision)).isEmpty();
        assertThat(rewrap.progress()).isEqualTo(new Progress(DOCUMENTS, DOCUMENTS, 0));
        kek.retire(old);
        assertReadable(started());
    }

    @Test
    void readsOldAndNewDocumentsBeforeDuringAndAfter() {
        kek.rotate();
        assertReadable(started());
        KeyRewrap rewrap = rewrap();

        assertThat(rewrap.step()).isTrue();

        assertThat(rewrap.progress()).isEqualTo(new Progress(BATCH, DOCUMENTS, 0));
        assertReadable(started());
        assertReadable(catalog);
        runToTheEnd(rewrap);
        assertReadable(started());
    }

    @Test
    void sealsNewDocumentsUnderTheCurrentKey() {
        kek.rotate();

        catalog.save(document(TENANT, "new", "text"));

        assertThat(sealedUnder(kek.get("kek").version())).isEqualTo(1);
    }

    @Test
    void goesOnWhereAnEarlierProcessStopped() {
        String old = kek.rotate();
        rewrap().step();
        assertThat(sealedUnder(old)).isEqualTo(5);

        KeyRewrap again = rewrap();
        runToTheEnd(again);

        assertThat(again.progress()).isEqualTo(new Progress(5, 5, 0));
        assertThat(sealedUnder(old)).isZero();
    }

    @Test
    void followsARotationThatBeginsBeforeTheLastIsDone() {
        String first = kek.rotate();
        KeyRewrap rewrap = rewrap();
        rewrap.step();
        String second = kek.rotate();

        runToTheEnd(rewrap);

        assertThat(sealedUnder(first)).isZero();
        assertThat(sealedUnder(second)).isZero();
        kek.retire(first);
        kek.retire(second);
        assertReadable(started());
    }

    /** A document that is replaced or deleted between the read and the write of a batch. */
    @Test
    void leavesWhatIsWrittenMeanwhileAsWritten() {
        String old = kek.rotate();
        Secrets meanwhile = new Secrets() {
            private int asked;

            @Override
            public Secret get(String name) {
                // By now the batch has been read and its first key wrapped.
                if (asked++ == 3) {
                    catalog.save(document(TENANT, "d0", "replaced"));
                    catalog.delete(TENANT, new DocumentId("d1"));
                    catalog.relabel(TENANT, new DocumentId("d2"), labels(3));
                }
                return kek.get(name);
            }

            @Override
            public List<Secret> accepted(String name) {
                return kek.accepted(name);
            }
        };

        runToTheEnd(database.rewrap(meanwhile, () -> {}, BATCH));

        kek.retire(old);
        Catalog restarted = started();
        assertThat(restarted.passages(TENANT, List.of(ref("d0", 0), ref("d1", 0), ref("d2", 0))))
                .extracting(Passage::text)
                .containsExactly("replaced", "text of d2");
        assertThat(restarted.find(TENANT, new DocumentId("d1"))).isEmpty();
        assertThat(restarted.find(TENANT, new DocumentId("d2")).map(DocumentRecord::labels))
                .contains(labels(3));
    }

    @Test
    void needsAKeyAsLongAsADocumentDoes() {
        KeyRewrap rewrap = rewrap();
        assertThat(rewrap.stillNeeded("kek", kek.get("kek").version())).isTrue();
        String old = kek.rotate();
        assertThat(rewrap.stillNeeded("kek", old)).isTrue();

        runToTheEnd(rewrap);
        order.clear();

        assertThat(rewrap.stillNeeded("kek", old)).isFalse();
        assertThat(order).containsExactly("flush");
        assertThat(rewrap.stillNeeded("audit-hmac", old)).isFalse();
    }

    @Test
    void keepsAKeyForADocumentThatCannotBeOpened() {
        String old = kek.rotate();
        database.jdbc().update("update document set data_key = ? where id = 'd7'", new byte[] {1});
        KeyRewrap rewrap = rewrap();

        runToTheEnd(rewrap);

        assertThat(rewrap.progress()).isEqualTo(new Progress(DOCUMENTS - 1, DOCUMENTS, 1));
        assertThat(rewrap.stillNeeded("kek", old)).isTrue();
        catalog.delete(TENANT, new DocumentId("d7"));
        assertThat(rewrap.stillNeeded("kek", old)).isFalse();
    }

    @Test
    void wrapsWhatAReplicaSealedLateUnderTheOldKey() {
        RotatingKek stale = new RotatingKek();
        String old = kek.rotate();
        KeyRewrap rewrap = rewrap();
        runToTheEnd(rewrap);
        database.catalog(both(stale), SchemaFixture.schema()).save(document(TENANT, "late", "text"));

        assertThat(rewrap.stillNeeded("kek", old)).isTrue();
        runToTheEnd(rewrap);

        assertThat(rewrap.stillNeeded("kek", old)).isFalse();
    }

    private Secrets both(RotatingKek stale) {
        return new Secrets() {
            @Override
            public Secret get(String name) {
                return stale.get(name);
            }

            @Override
            public List<Secret> accepted(String name) {
                return kek.accepted(name);
            }
        };
    }

    @Test
    void looksForAKeyThatThisReplicaHasNotHeardOf() {
        RotatingKek stale = new RotatingKek();
        kek.rotate();
        catalog.save(document(TENANT, "new", "text of another replica"));
        Secrets hearing = new Secrets() {
            private Secrets known = stale;

            @Override
            public Secret get(String name) {
                return known.get(name);
            }

            @Override
            public List<Secret> accepted(String name) {
                return known.accepted(name);
            }

            @Override
            public Secret renewed(String name, Secret rejected) {
                known = kek;
                return get(name);
            }
        };
        Sealer sealer = new Sealer(hearing);
        DocumentRow row = new DocumentTable(database.jdbc())
                .find(TENANT, new DocumentId("new"))
                .orElseThrow();

        assertThat(new Vault(sealer, new StoredLabels(SchemaFixture.schema()))
                        .open(row)
                        .document()
                        .id())
                .isEqualTo(new DocumentId("new"));
    }

    @Test
    void refusesToStartWithoutAKeyThatIsInUseAndNamesEachOnce() {
        String first = kek.rotate();
        rewrap().step();
        String second = kek.rotate();
        kek.retire(first);

        assertThatThrownBy(this::started)
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("sealed with version " + first + " of")
                .hasMessageContaining(kek.get("kek").version());
        kek.retire(second);
        assertThatThrownBy(this::started)
                .hasMessageContaining(List.of(first, second).stream()
                        .sorted()
                        .toList()
                        .toString()
                        .replaceAll("[\\[\\]]", ""));
    }

    @Test
    void doesNothingOnceClosed() {
        kek.rotate();
        KeyRewrap rewrap = rewrap();
        rewrap.close();

        assertThat(rewrap.step()).isFalse();
        assertThat(rewrap.progress()).isEqualTo(new Progress(0, 0, 0));
    }
}
