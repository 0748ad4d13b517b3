package serai.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes as the gateway ships them, for tests to spoil. */
final class ShippedRoutes {

    static final RouteCheck CHECK = new RouteCheck(Steps.beans(), name -> Optional.empty());

    private ShippedRoutes() {}

    static RouteSet set() {
        try {
            return RouteSet.read(Path.of("src/test/resources/routes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shipped routes with one file replaced or added. */
    static RouteSet with(String name, String text) {
        return set().with(name, Optional.of(text));
    }

    /** What the check says, one line each. */
    static List<String> check(RouteSet set) {
        return CHECK.check(set).stream().map(Finding::toString).toList();
    }

    static List<String> check(Map<String, String> files) {
        return check(RouteSet.of(files));
    }

    static String text(String name) {
        return Optional.ofNullable(set().texts().get(name)).orElseThrow();
    }
}
