package serai.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static serai.catalog.CatalogFixture.TENANT;
import static serai.catalog.CatalogFixture.changes;
import static serai.catalog.CatalogFixture.document;
import static serai.catalog.CatalogFixture.labels;
import static serai.catalog.CatalogFixture.ref;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import serai.access.LabelSchema;
import serai.access.SchemaFixture;
import serai.query.DocumentId;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.secrets.SecretUnavailableException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SealingTest {

    private static final DocumentId A = new DocumentId("a");
    private static final List<PassageRef> PASSAGES = List.of(ref("a", 0), ref("a", 1), ref("b", 0));

    private TestDatabase database;

    @BeforeAll
    void open(@TempDir Path directory) {
        database = new TestDatabase(directory);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void saveTwo() {
        database.clear();
        Catalog catalog = database.catalog();
        catalog.save(document(TENANT, "a", "zero of a", "one of a"));
        catalog.save(document(TENANT, "b", "zero of b"));
    }

    @Test
    void leavesNoTextInTheFiles(@TempDir Path directory) throws IOException {
        try (TestDatabase other = new TestDatabase(directory)) {
            other.catalog().save(document(TENANT, "papers", "the treasury lies under the well"));
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(SealingTest::content))
                    .isNotEmpty()
                    .anySatisfy(content -> assertThat(content).contains("demo"))
                    .allSatisfy(content -> assertThat(content)
                            .doesNotContain("treasury", "Title of", "papers/", "Heading", "PERSON", "c0ffee", "trade"));
        }
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void opensAgainWithTheSameKey() {
        assertThat(database.catalog().passages(TENANT, PASSAGES))
                .extracting(Passage::text)
                .containsExactly("zero of a", "one of a", "zero of b");
    }

    @Test
    void refusesToStartWithAnotherKeyEncryptionKey() {
        assertThatThrownBy(() -> database.catalog(TestDatabase.kek(2), SchemaFixture.schema()))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("put the key of version version-1 back");
    }

    @Test
    void refusesPassagesThatChangedPlaces() {
        swap("passage", "sealed", "place", 1L << 20, (1L << 20) + 1);

        assertRefused(() -> database.catalog().passages(TENANT, PASSAGES));
    }

    @Test
    void refusesPassagesOfAnotherDocument() {
        swap("passage", "sealed", "place", 1L << 20, 2L << 20);

        assertRefused(() -> database.catalog().passages(TENANT, PASSAGES));
    }

    @Test
    void refusesVectorsOfAnotherPassage() {
        swap("passage_vector", "sealed", "place", 1L << 20, (1L << 20) + 1);

        assertRefused(() -> changes(database.catalog(), 0));
    }

    @Test
    void refusesTheLabelsOfAnotherDocument() {
        swap("document", "labels", "revision", 1, 2);

        assertRefused(() -> database.catalog().find(TENANT, A));
    }

    @Test
    void refusesTheDataKeyOfAnotherDocument() {
        swap("document", "data_key", "revision", 1, 2);

        assertRefused(() -> database.catalog().find(TENANT, A));
    }

    @Test
    void refusesEarlierLabels() {
        byte[] earlier = labelsOfA();
        database.catalog().relabel(TENANT, A, labels(3));
        database.jdbc().update("update document set labels = ? where id = 'a'", earlier);

        assertRefused(() -> database.catalog().find(TENANT, A));
    }

    @Test
    void sealsEqualTextsDifferently() {
        database.catalog().save(document(TENANT, "same", "text", "text"));

        assertThat(database.jdbc().queryForList("select sealed from passage where place >= ?", byte[].class, 3L << 20))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void removesTheDataKeyAndEverySealedValueOnDeletion() {
        database.catalog().delete(TENANT, A);

        assertThat(database.jdbc().queryForObject("select count(*) from passage", Long.class))
                .isEqualTo(1);
        assertThat(database.jdbc().queryForObject("select count(*) from passage_vector", Long.class))
                .isEqualTo(1);
        assertThat(database.jdbc()
                        .queryForList(
                                "select id from document where data_key is null and header is null", String.class))
                .containsExactly("a");
    }

    @Test
    void keepsTheSchemaVersionOfLabelsThatNoLongerSatisfyTheSchema() {
        DocumentRecord document = database.catalog(TestDatabase.SECRETS, SchemaFixture.laterSchema())
                .find(TENANT, A)
                .orElseThrow();

        assertThat(document.labels().schemaVersion()).isEqualTo("test-1");
        assertThat(document.labels().values()).isEqualTo(labels(1).values());
    }

    @Test
    void givesLabelsThatSatisfyAnotherSchemaItsVersion() {
        LabelSchema renewed =
                SchemaFixture.schema("test-3", SchemaFixture.schema().types());

        assertThat(database.catalog(TestDatabase.SECRETS, renewed).find(TENANT, A))
                .map(document -> document.labels().schemaVersion())
                .contains("test-3");
    }

    private byte[] labelsOfA() {
        return java.util.Objects.requireNonNull(
                database.jdbc().queryForObject("select labels from document where id = 'a'", byte[].class));
    }

    private void swap(String table, String column, String key, long one, long other) {
        String select = "select " + column + " from " + table + " where " + key + " = ?";
        String update = "update " + table + " set " + column + " = ? where " + key + " = ?";
        byte[] first = database.jdbc().queryForObject(select, byte[].class, one);
        byte[] second = database.jdbc().queryForObject(select, byte[].class, other);
        database.jdbc().update(update, second, one);
        database.jdbc().update(update, first, other);
    }

    private static void assertRefused(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.INTERNAL))
                .hasMessageContaining("altered or moved");
    }
}
