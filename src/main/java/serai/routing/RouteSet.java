package serai.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts of all route files at one moment, so that what is checked is what is loaded. Immutable.
 *
 * @param texts by file name relative to the directory, with forward slashes
 */
record RouteSet(SortedMap<String, String> texts) {

    /** Its files are loaded before there is a gateway, by {@code serai.secrets.routes} in a context of their own. */
    static final String SECRETS = "secrets/";

    /** Never swapped while the gateway runs: it holds the HTTP consumers. */
    static final String EDGE = "edge.camel.yaml";

    private static final int MOST_FILES = 500;
    private static final long MOST_BYTES = 256 * 1024;
    private static final int DEPTH = 6;
    private static final Pattern LOOKS_LIKE_ROUTES = Pattern.compile(".*\\.(ya?ml|xml|java|groovy)");

    RouteSet {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    static RouteSet of(Map<String, String> texts) {
        return new RouteSet(new TreeMap<>(texts));
    }

    /**
     * Reads a directory. Follows symbolic links (mounted configuration swaps them) and skips hidden names.
     *
     * @throws IOException when it cannot be read whole, or is larger than routes ever are; the message says why
     */
    static RouteSet read(Path directory) throws IOException {
        TreeMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : paths.filter(path -> isRouteFile(directory, path))
                    .limit(MOST_FILES + 1)
                    .toList()) {
                texts.put(name(directory, path), text(path));
            }
        } catch (UncheckedIOException e) {
            throw new IOException("The routes directory cannot be read: " + e.getMessage(), e);
        }
        if (texts.size() > MOST_FILES) {
            throw new IOException("The routes directory holds more than " + MOST_FILES + " files; split it up");
        }
        return new RouteSet(texts);
    }

    private static boolean isRouteFile(Path directory, Path path) {
        String name = name(directory, path);
        return LOOKS_LIKE_ROUTES.matcher(name).matches()
                && !name.startsWith(".")
                && !name.contains("/.")
                && Files.isRegularFile(path);
    }

    private static String name(Path directory, Path path) {
        return directory.relativize(path).toString().replace('\\', '/');
    }

    private static String text(Path path) throws IOException {
        if (Files.size(path) > MOST_BYTES) {
            throw new IOException(path.getFileName() + " is larger than " + MOST_BYTES + " bytes; split it up");
        }
        return Files.readString(path, StandardCharsets.UTF_8);
    }

    /** Those that the gateway's own context loads. */
    RouteSet ofTheGateway() {
        TreeMap<String, String> own = new TreeMap<>(texts);
        own.keySet().removeIf(name -> name.startsWith(SECRETS));
        return new RouteSet(own);
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    /** The same texts with one replaced, or removed when {@code text} is empty. */
    RouteSet with(String name, java.util.Optional<String> text) {
        TreeMap<String, String> changed = new TreeMap<>(texts);
        text.ifPresentOrElse(present -> changed.put(name, present), () -> changed.remove(name));
        return new RouteSet(changed);
    }
}
