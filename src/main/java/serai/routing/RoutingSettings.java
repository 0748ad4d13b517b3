package serai.routing;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where routes come from.
 *
 * @param directory the directory that holds the route files; read at start and watched while the gateway runs
 * @param pollInterval how often the files are compared with what runs; 100 ms to 1 h
 * @param drainTimeout how long a replaced route may finish what it has begun; 1 s to 5 min
 */
@ConfigurationProperties(prefix = "serai.routing", ignoreUnknownFields = false)
public record RoutingSettings(
        @DefaultValue("routes") Path directory,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("30s") Duration drainTimeout) {

    public RoutingSettings {
        requireWithin("serai.routing.poll-interval", pollInterval, Duration.ofMillis(100), Duration.ofHours(1));
        requireWithin("serai.routing.drain-timeout", drainTimeout, Duration.ofSeconds(1), Duration.ofMinutes(5));
    }

    private static void requireWithin(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(key + " is " + value + "; set it between " + least + " and " + most);
        }
    }
}
