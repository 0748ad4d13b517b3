package serai.catalog;

import com.zaxxer.hikari.HikariDataSource;
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
    KeyRewrap keyRewrap(DataSource database, Sealer sealer) {
        return new KeyRewrap(database, flush(database), sealer);
    }

    private static Runnable flush(DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        return () -> EmbeddedDatabase.flush(jdbc);
    }
}
