package serai.catalog;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Arrays;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;
import serai.access.LabelSchema;
import serai.access.SchemaFixture;
import serai.secrets.Secret;
import serai.secrets.Secrets;

/** The embedded database with a catalog on it. */
final class TestDatabase implements AutoCloseable {

    static final Secrets SECRETS = kek(1);

    private final HikariDataSource pool;
    private final JdbcTemplate jdbc;

    TestDatabase(Path directory) {
        this.pool = EmbeddedDatabase.open(directory, new CatalogSettings(DataSize.ofMegabytes(16), 4));
        this.jdbc = new JdbcTemplate(pool);
    }

    static Secrets kek(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return name -> new Secret(key, "version-" + fill);
    }

    Catalog catalog() {
        return catalog(SECRETS, SchemaFixture.schema());
    }

    Catalog catalog(Secrets secrets, LabelSchema schema) {
        return catalog(secrets, schema, () -> EmbeddedDatabase.flush(jdbc));
    }

    Catalog catalog(Runnable flush) {
        return catalog(SECRETS, SchemaFixture.schema(), flush);
    }

    Catalog catalog(Secrets secrets, LabelSchema schema, Runnable flush) {
        Vault vault = new Vault(new Sealer(secrets), new StoredLabels(schema));
        return new JdbcCatalog(pool, flush, vault, CatalogContract.CLOCK);
    }

    KeyRewrap rewrap(Secrets secrets, Runnable flush, int batch) {
        return new KeyRewrap(pool, flush, new Sealer(secrets), batch);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    void clear() {
        jdbc.execute("delete from document");
        jdbc.execute("delete from passage");
        jdbc.execute("delete from passage_vector");
        jdbc.execute("update catalog_revision set newest = 0");
    }

    @Override
    public void close() {
        pool.close();
    }
}
