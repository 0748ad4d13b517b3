package serai.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.catalog.CatalogFixture.TENANT;
import static serai.catalog.CatalogFixture.document;
import static serai.catalog.CatalogFixture.labels;
import static serai.catalog.CatalogFixture.vector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import serai.query.DocumentId;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JdbcCatalogTest implements CatalogContract {

    private TestDatabase database;

    @BeforeAll
    void open(@TempDir Path directory) {
        database = new TestDatabase(directory);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Override
    public Catalog catalog() {
        database.clear();
        return database.catalog();
    }

    @Test
    void tellsTheVectorsOfWhatChangesAgainWhileItIsRead() {
        Catalog catalog = catalog();
        IntStream.rangeClosed(0, 100).forEach(i -> catalog.save(document(TENANT, "d" + i, "text")));
        DocumentId last = new DocumentId("d100");
        List<Change> told = new ArrayList<>();

        catalog.changesSince(0, change -> {
            if (told.isEmpty()) {
                CompletableFuture.runAsync(() -> catalog.relabel(TENANT, last, labels(3)))
                        .join();
            }
            told.add(change);
        });

        assertThat(told).hasSize(101);
        assertThat(told.getLast()).isEqualTo(new Change.Present(TENANT, last, 102, labels(3), List.of(vector(0))));
    }

    @Test
    void tellsNothingThatIsNotDurable() {
        database.clear();
        List<String> order = new ArrayList<>();
        Catalog catalog = database.catalog(() -> order.add("flush"));
        catalog.save(document(TENANT, "rules", "text"));
        order.clear();

        catalog.changesSince(0, change -> order.add("told"));
        catalog.changesSince(1, change -> order.add("told again"));

        assertThat(order).containsExactly("flush", "told");
    }
}
