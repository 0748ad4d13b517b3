package serai.secrets;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** What a file lies on. */
@FunctionalInterface
interface Mounts {

    /** How a mount bears on the secrets on it. */
    enum Kind {
        /** Nobody can write there: a container runtime put the files there. */
        READ_ONLY,
        /** In memory, as container runtimes mount secrets. */
        IN_MEMORY,
        /** A disk, where the permissions of a file are all that protects it. */
        ORDINARY
    }

    Kind of(Path file) throws IOException;

    /** As the operating system says; what it knows no mount of counts as ordinary, where the most is demanded. */
    static Mounts ofSystem() {
        return file -> {
            try {
                return kind(Files.getFileStore(file));
            } catch (NoSuchFileException e) {
                throw e;
            } catch (IOException e) {
                return Kind.ORDINARY;
            }
        };
    }

    private static Kind kind(FileStore store) {
        if (store.isReadOnly()) {
            return Kind.READ_ONLY;
        }
        return Set.of("tmpfs", "ramfs").contains(store.type()) ? Kind.IN_MEMORY : Kind.ORDINARY;
    }
}
