package serai.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.PropertyPlaceholderHelper;

/** Looks up what {@code {{name}}} in a route stands for, as the gateway would, but without starting it. */
public final class PlaceholderSettings {

    private static final PropertyPlaceholderHelper NESTED = new PropertyPlaceholderHelper("${", "}", ":", null, true);

    private PlaceholderSettings() {}

    /**
     * Reads {@code application.yaml} of a configuration directory; an environment variable goes before it.
     *
     * @throws IOException when the file is there but is not YAML
     */
    public static Function<String, Optional<String>> read(Path config) throws IOException {
        Properties properties = properties(config.resolve("application.yaml"));
        return name -> fromEnvironment(name)
                .or(() -> Optional.ofNullable(properties.getProperty(name)))
                .map(value -> NESTED.replacePlaceholders(value, System::getenv));
    }

    private static Properties properties(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Properties();
        }
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(file));
        try {
            Properties properties = yaml.getObject();
            return properties == null ? new Properties() : properties;
        } catch (RuntimeException e) {
            throw new IOException(file + " cannot be read; correct its YAML", e);
        }
    }

    private static Optional<String> fromEnvironment(String name) {
        String variable = name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(System.getenv(variable));
    }
}
