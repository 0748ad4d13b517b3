package serai.secrets.routes;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.NestedExceptionUtils;
import serai.secrets.SecretBackend;

/**
 * Opens backends that are route files, each in a Camel context of its own.
 *
 * <p>Secrets are needed before the gateway's beans exist, and no swap of a route may touch them: so these routes do not
 * belong to the gateway's context.
 */
public final class SecretRoutes {

    /** The part of the routes directory that only this class loads. */
    public static final String DIRECTORY = "secrets";

    /** A backend more is a record more, and its routes. */
    private static final Map<String, Class<? extends BackendSettings>> SETTINGS =
            Collections.unmodifiableMap(new TreeMap<>(Map.of(
                    "vault", VaultSettings.class,
                    "aws", AwsSettings.class,
                    "azure", AzureSettings.class,
                    "gcp", GcpSettings.class)));

    private static final String ENDING = ".camel.yaml";

    private SecretRoutes() {}

    /** The words that choose a backend of this package. */
    public static Set<String> names() {
        return SETTINGS.keySet();
    }

    /**
     * Opens a backend; asks it nothing.
     *
     * @param backend one of {@link #names}
     * @param settings holds {@code serai.secrets.<backend>.*}
     * @param routes the gateway's routes directory
     * @throws IllegalArgumentException naming every setting that is missing or wrong
     */
    public static SecretBackend open(String backend, Binder settings, Path routes) {
        Class<? extends BackendSettings> type = SETTINGS.get(backend);
        if (type == null) {
            throw new IllegalArgumentException("serai.secrets.backend names one that is not among " + names());
        }
        return open(bind(settings, "serai.secrets." + backend, type), routes);
    }

    private static BackendSettings bind(Binder settings, String prefix, Class<? extends BackendSettings> type) {
        try {
            return settings.bindOrCreate(prefix, Bindable.of(type));
        } catch (BindException e) {
            throw new IllegalArgumentException(
                    prefix + ": " + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        }
    }

    /**
     * Opens a backend; asks it nothing.
     *
     * @throws IllegalArgumentException naming every setting that is missing
     */
    public static SecretBackend open(BackendSettings settings, Path routes) {
        if (!settings.missing().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", settings.missing()));
        }
        return open(settings.backend(), settings.connect(), routes);
    }

    static SecretBackend open(String backend, BackendClients clients, Path routes) {
        Path file = routes.resolve(DIRECTORY).resolve(backend + ENDING);
        try {
            return new RouteBackend(
                    backend,
                    SecretContext.start(backend, List.of(file), clients.beans(), clients.placeholders()),
                    clients);
        } catch (RuntimeException e) {
            clients.close().run();
            throw e;
        }
    }
}
