package serai.secrets;

import java.util.Map;
import org.springframework.boot.DefaultBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/** Reads the settings files anew, as a start would now; what was given on the command line stays as it was. */
@FunctionalInterface
interface SettingsSource {

    /**
     * Reads them.
     *
     * @throws RuntimeException when a file cannot be read or is no YAML
     */
    Binder read();

    static SettingsSource of(ConfigurableEnvironment running) {
        return () -> {
            StandardEnvironment fresh = new StandardEnvironment();
            MutablePropertySources sources = fresh.getPropertySources();
            sources.stream().map(PropertySource::getName).toList().forEach(sources::remove);
            running.getPropertySources().stream()
                    .filter(source -> !isFile(source))
                    .forEach(sources::addLast);
            ConfigDataEnvironmentPostProcessor.applyTo(
                    fresh, new DefaultResourceLoader(), new DefaultBootstrapContext(), running.getActiveProfiles());
            return Binder.get(fresh);
        };
    }

    private static boolean isFile(PropertySource<?> source) {
        return source.getName().startsWith("Config resource")
                || source.getName().equals("configurationProperties");
    }

    /** Everything that is set below {@code serai.secrets}. */
    static Map<String, Object> section(Binder binder) {
        return binder.bind("serai.secrets", Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of());
    }
}
