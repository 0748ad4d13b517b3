package serai.privacy;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the privacy engine.
 *
 * @param file the privacy rules: what happens to which entity
 * @param deadline the longest time one text may take before it is refused; 1 ms to 1 min
 */
@ConfigurationProperties(prefix = "serai.privacy", ignoreUnknownFields = false)
public record PrivacySettings(
        @DefaultValue("config/privacy.yaml") Path file,
        @DefaultValue("5s") Duration deadline) {

    public PrivacySettings {
        if (deadline.toMillis() < 1 || deadline.toSeconds() > 60) {
            throw new IllegalArgumentException(
                    "serai.privacy.deadline is " + deadline + "; give a time from 1ms to 60s");
        }
    }
}
