package serai.catalog;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The catalog's database.
 *
 * @param cache how much of the database is kept in memory, 1MB to 1GB
 * @param connections how many statements run at a time, 1 to 64
 */
@ConfigurationProperties(prefix = "serai.catalog", ignoreUnknownFields = false)
public record CatalogSettings(
        @DefaultValue("16MB") DataSize cache,
        @DefaultValue("8") int connections) {

    public CatalogSettings {
        if (cache.toMegabytes() < 1 || cache.toMegabytes() > 1024) {
            throw new IllegalArgumentException("serai.catalog.cache is " + cache + ": set it to 1MB to 1GB");
        }
        if (connections < 1 || connections > 64) {
            throw new IllegalArgumentException("serai.catalog.connections is " + connections + ": set it to 1 to 64");
        }
    }
}
