package serai.catalog;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

    /** Takes the place of the one that Spring Boot would make and run a second time. */
    @Bean
    Flyway catalogMigrations(DataSource database) {
        return EmbeddedDatabase.flyway(database);
    }

    @Bean
    Catalog catalog(DataSource database, Secrets secrets, LabelSchema schema, Clock clock) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Vault vault = new Vault(new Sealer(secrets), new StoredLabels(schema));
        return new JdbcCatalog(database, () -> EmbeddedDatabase.flush(jdbc), vault, clock);
    }
}
