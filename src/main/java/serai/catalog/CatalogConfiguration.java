package serai.catalog;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
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

    @Bean
    Catalog catalog(DataSource database, Secrets secrets, LabelSchema schema, Clock clock) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Vault vault = new Vault(new Sealer(secrets), new StoredLabels(schema));
        return new JdbcCatalog(database, () -> EmbeddedDatabase.flush(jdbc), vault, clock);
    }
}
