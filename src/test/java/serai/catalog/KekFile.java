package serai.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import serai.secrets.Keyset;
import serai.secrets.Secret;
import serai.secrets.Secrets;

/** A key-encryption key whose keyset outlives the process. */
final class KekFile implements Secrets {

    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final Path file;
    private Keyset keyset;

    KekFile(Path file) {
        this.file = file;
        try {
            this.keyset = Files.exists(file) ? Keyset.parse(Files.readAllBytes(file)) : Keyset.of(fresh(), NOW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        change(present -> present);
    }

    static byte[] fresh() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    synchronized Keyset keyset() {
        return keyset;
    }

    /** One write, as a rotation does it. */
    synchronized void change(UnaryOperator<Keyset> step) {
        Keyset next = step.apply(keyset);
        try {
            Path draft = file.resolveSibling("kek.new");
            Files.write(draft, next.encode());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keyset = next;
    }

    @Override
    public synchronized Secret get(String name) {
        return keyset.current();
    }

    @Override
    public synchronized List<Secret> accepted(String name) {
        return keyset.accepted();
    }
}
