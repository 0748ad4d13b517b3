package serai.secrets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keys in files, for a gateway without a secret backend: {@code <home>/keys/<name>.key}, made on first use.
 *
 * <p>Who can read the files can read everything that is sealed with them: keep backups of the keys apart from backups
 * of the data, and keep one, since nothing can be unsealed without the {@code kek}. A file is read once per process.
 */
public final class KeyFileSecrets implements Secrets {

    /** The key-encryption key of the catalog, the key of the audit's hashes and the key of masked values. */
    static final List<String> NAMES = List.of("kek", "audit-hmac", "privacy-hmac");

    private final Path directory;
    private final ConcurrentMap<String, Secret> cached = new ConcurrentHashMap<>();

    /** @param directory holds the key files; made with mode 0700 on first use */
    public KeyFileSecrets(Path directory) {
        this.directory = directory;
    }

    @Override
    public Secret get(String name) {
        return cached.computeIfAbsent(name, this::read);
    }

    private Secret read(String name) {
        if (!NAMES.contains(name)) {
            throw new SecretUnavailableException("key files hold the secrets " + NAMES + " only", null);
        }
        KeyFile file = new KeyFile(directory.resolve(name + ".key"));
        try {
            return file.readOrCreate();
        } catch (IOException e) {
            throw new SecretUnavailableException(
                    "the secret '" + name + "' cannot be read from or made at " + file.path()
                            + ": check that its directory exists, is writable and has space",
                    e);
        }
    }
}
