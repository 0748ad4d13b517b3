package serai.catalog;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

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
}
