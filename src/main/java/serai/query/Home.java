package serai.query;

import java.nio.file.Path;

/**
 * Where the gateway keeps its state; one process at a time owns it.
 *
 * @param path an existing directory with mode 0700
 */
public record Home(Path path) {

    /** A file or directory of the home. */
    public Path resolve(String name) {
        return path.resolve(name);
    }
}
