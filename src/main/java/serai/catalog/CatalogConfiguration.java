package serai.catalog;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import serai.access.LabelSchema;
import serai.query.Home;
import serai.secrets.Secrets;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    private static final int REWRAP_BATCH = 200;

    @Bean
    HikariDataSource catalogDatabase(Home home, CatalogSettings settings) {
        return EmbeddedDatabase.open(home.resolve("catalog"), settings);
    }

    @Bean
    Sealer sealer(Secrets secrets) {
        return new Sealer(secrets);
    }

    @Bean
    Catalog catalog(DataSource database, Sealer sealer, LabelSchema schema, Clock clock) {
        return new JdbcCatalog(database, flush(database), new Vault(sealer, new StoredLabels(schema)), clock);
    }

    /** Begins after the catalog, which refuses to start when keys are lacking. */
    @Bean(initMethod = "start")
    @DependsOn("catalog")
    KeyRewrap keyRewrap(DataSource database, Sealer sealer, MeterRegistry meters) {
        KeyRewrap rewrap = new KeyRewrap(database, flush(database), sealer, REWRAP_BATCH);
        meters.gauge("serai.kek.rewrap.done", rewrap, of -> of.progress().done());
        meters.gauge("serai.kek.rewrap.total", rewrap, of -> of.progress().total());
        meters.gauge("serai.kek.rewrap.failed", rewrap, of -> of.progress().failed());
        return rewrap;
    }

    private static Runnable flush(DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        return () -> EmbeddedDatabase.flush(jdbc);
    }
}
