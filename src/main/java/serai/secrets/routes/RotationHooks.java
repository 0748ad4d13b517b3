package serai.secrets.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import serai.secrets.HookedSecrets;
import serai.secrets.StoredSecret;

/**
 * Routes that have whoever issued a secret make another one: {@code secrets/rotate-NAME.camel.yaml} holds
 * {@code direct:rotate-NAME}, which ends with the new value as body. Safe for use by many threads.
 */
public final class RotationHooks implements HookedSecrets, AutoCloseable {

    /** An issuer may take a while. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Pattern FILE = Pattern.compile("rotate-([a-z0-9][a-z0-9-]{0,62})\\.camel\\.yaml");

    private final Set<String> names;
    private final RouteCaller routes;

    private RotationHooks(Set<String> names, RouteCaller routes) {
        this.names = Collections.unmodifiableSet(names);
        this.routes = routes;
    }

    /**
     * Loads all hooks.
     *
     * @param routes the gateway's routes directory
     * @param beans what the hooks may use, by name
     * @return empty when there is none; then no route engine starts
     * @throws IllegalStateException when they cannot be loaded
     */
    public static Optional<RotationHooks> open(Path routes, Map<String, Object> beans) {
        SortedMap<String, Path> hooks = find(routes.resolve(SecretRoutes.DIRECTORY));
        return hooks.isEmpty()
                ? Optional.empty()
                : Optional.of(new RotationHooks(
                        hooks.keySet(),
                        new RouteCaller(
                                SecretContext.start("rotation", hooks.values(), beans, Map.of()),
                                LIMIT,
                                failure -> Optional.empty())));
    }

    private static SortedMap<String, Path> find(Path directory) {
        if (!Files.isDirectory(directory)) {
            return new TreeMap<>();
        }
        try (Stream<Path> files = Files.list(directory)) {
            SortedMap<String, Path> hooks = new TreeMap<>();
            files.forEach(file -> {
                Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    hooks.put(name.group(1), file);
                }
            });
            return hooks;
        } catch (IOException e) {
            throw new IllegalStateException(directory + " cannot be read", e);
        }
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public byte[] rotate(String secret) {
        if (!names.contains(secret)) {
            throw new IllegalArgumentException("only " + names + " have a hook");
        }
        byte[] value = routes.ask(new Call("rotation", Call.ROTATE, secret), exchange -> {}, byte[].class);
        StoredSecret.demandUsable(value);
        return value;
    }

    @Override
    public void close() {
        routes.close();
    }
}
