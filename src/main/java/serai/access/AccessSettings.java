package serai.access;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may read what.
 *
 * @param policies the directory that holds the policy, {@code documents.yaml}, and its tests
 */
@ConfigurationProperties(prefix = "serai.access", ignoreUnknownFields = false)
public record AccessSettings(
        @DefaultValue("config/policies") Path policies) {}
