package serai.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads every setting of the gateway before anything starts, so that all mistakes are reported at once.
 *
 * <p>Names of environment variables are not judged: container platforms add variables of their own.
 */
final class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("serai");

    /** @throws IllegalStateException naming every setting that is unknown or not usable */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Map<ConfigurationPropertyName, Class<?>> sections = sections();
        TreeSet<String> mistakes = new TreeSet<>(strangers(environment, sections));
        Binder binder = Binder.get(environment);
        sections.forEach((prefix, type) -> mistakes.addAll(mistakes(binder, prefix, type, sections)));
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException("the settings are not usable:\n  - " + String.join("\n  - ", mistakes));
        }
    }

    /** The settings records of all packages, by prefix. */
    static Map<ConfigurationPropertyName, Class<?>> sections() {
        Map<ConfigurationPropertyName, Class<?>> sections = new TreeMap<>();
        for (Class<?> type : SeraiApplication.class
                .getAnnotation(EnableConfigurationProperties.class)
                .value()) {
            sections.put(
                    ConfigurationPropertyName.of(
                            type.getAnnotation(ConfigurationProperties.class).prefix()),
                    type);
        }
        return sections;
    }

    /** Settings that no section holds. */
    private static List<String> strangers(
            ConfigurableEnvironment environment, Map<ConfigurationPropertyName, Class<?>> sections) {
        List<String> strangers = new ArrayList<>();
        environment.getPropertySources().stream()
                .filter(source -> !source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME))
                .flatMap(source -> java.util.stream.StreamSupport.stream(
                        ConfigurationPropertySources.from(source).spliterator(), false))
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .map(IterableConfigurationPropertySource.class::cast)
                .flatMap(IterableConfigurationPropertySource::stream)
                .filter(ROOT::isAncestorOf)
                .filter(name -> !isHeld(name, sections))
                .forEach(name -> strangers.add(unknown(name)));
        return strangers;
    }

    private static boolean isHeld(ConfigurationPropertyName name, Map<ConfigurationPropertyName, Class<?>> sections) {
        return name.equals(ROOT.append("home"))
                || sections.keySet().stream().anyMatch(prefix -> !prefix.equals(ROOT) && prefix.isAncestorOf(name));
    }

    private static List<String> mistakes(
            Binder binder,
            ConfigurationPropertyName prefix,
            Class<?> type,
            Map<ConfigurationPropertyName, Class<?>> sections) {
        try {
            binder.bindOrCreate(prefix, Bindable.of(type), handler(prefix));
            return List.of();
        } catch (BindException e) {
            return explain(
                    e,
                    name -> sections.keySet().stream()
                            .anyMatch(inner -> prefix.isAncestorOf(inner) && inner.isAncestorOf(name)));
        }
    }

    private static NoUnboundElementsBindHandler handler(ConfigurationPropertyName prefix) {
        return new NoUnboundElementsBindHandler(
                org.springframework.boot.context.properties.bind.BindHandler.DEFAULT,
                source -> !prefix.equals(ROOT)
                        && !String.valueOf(source.getUnderlyingSource())
                                .contains(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME));
    }

    /** @param elsewhere whether a setting belongs to a section within the one that was read */
    private static List<String> explain(BindException failure, Predicate<ConfigurationPropertyName> elsewhere) {
        Throwable cause = root(failure);
        if (cause instanceof UnboundConfigurationPropertiesException unbound) {
            return unbound.getUnboundProperties().stream()
                    .filter(property -> !elsewhere.test(property.getName()))
                    .map(property -> unknown(property.getName()) + origin(property))
                    .toList();
        }
        ConfigurationProperty property = failure.getProperty();
        if (property == null) {
            return List.of(String.valueOf(cause.getMessage()));
        }
        return List.of(property.getName() + " is \"" + property.getValue() + "\"; set "
                + expected(failure.getTarget().getType().resolve(Object.class)) + origin(property));
    }

    private static String expected(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int", "long" -> "a whole number";
            case "double" -> "a number";
            case "boolean" -> "true or false";
            case "Duration" -> "a duration, such as 30s";
            case "DataSize" -> "a size, such as 20MB";
            default -> type.isEnum() ? "one of " + List.of(type.getEnumConstants()) : "a " + type.getSimpleName();
        };
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (!(root instanceof UnboundConfigurationPropertiesException) && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String unknown(ConfigurationPropertyName name) {
        return name + " is no setting; see docs/reference/configuration.md";
    }

    private static String origin(ConfigurationProperty property) {
        return property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
    }
}
