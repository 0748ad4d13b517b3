package serai.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/** H2 in this process, in one file. */
final class EmbeddedDatabase {

    private EmbeddedDatabase() {}

    /**
     * Opens the database, which no other process may have open, and brings its tables up to date.
     *
     * @param directory made when it does not exist
     */
    static HikariDataSource open(Path directory, CatalogSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("catalog");
        pool.setJdbcUrl(url(directory, settings));
        pool.setMaximumPoolSize(settings.connections());
        // Closing the last connection closes the database, so connections stay.
        pool.setMaxLifetime(0);
        pool.setIdleTimeout(0);
        HikariDataSource database = new HikariDataSource(pool);
        try {
            flyway(database).migrate();
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return database;
    }

    private static Flyway flyway(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load();
    }

    /** H2 leaves what was committed to the operating system; this waits for the disk. */
    static void flush(JdbcTemplate database) {
        database.execute("checkpoint sync");
    }

    private static String url(Path directory, CatalogSettings settings) {
        return "jdbc:h2:file:" + directory.toAbsolutePath().resolve("catalog")
                + ";WRITE_DELAY=0" // by default a commit is written half a second later, and lost with the process
                + ";DB_CLOSE_ON_EXIT=FALSE" // the gateway closes it once the last request is done
                + ";CACHE_SIZE=" + settings.cache().toKilobytes()
                + ";LOCK_TIMEOUT=10000"
                + ";TRACE_LEVEL_FILE=0"
                + ";QUERY_CACHE_SIZE=32";
    }
}
