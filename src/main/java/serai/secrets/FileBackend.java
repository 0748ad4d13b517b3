package serai.secrets;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import serai.secrets.Mounts.Kind;
import serai.secrets.SecretBackendException.Reason;

/**
 * Secrets in files: what a container runtime mounts, what {@code <NAME>_FILE} points at, and the home's own.
 *
 * <p>The gateway's keys are {@code <home>/keys/<name>.key}. Any other secret is the file that the environment variable
 * {@code <NAME>_FILE} names (for {@code openai-api-key}: {@code OPENAI_API_KEY_FILE}), else the file of its name in the
 * first directory that has one. One line end at the end of a file is not part of the value.
 *
 * <p>A file that its group or others can write is refused, and so is one that they can read, unless the mount it lies
 * on is read-only or in memory: there a container runtime put it, which nobody else looks into. In {@code keys} there is
 * no such exception.
 */
final class FileBackend implements SecretBackend {

    static final String NAME = "file";

    private static final int ATTEMPTS = 5;

    private final Path home;
    private final List<Path> directories;
    private final Map<String, String> environment;
    private final Mounts mounts;

    /**
     * @param home holds {@code keys} and {@code secrets}, both made with mode 0700 when something is written there
     * @param directories searched before {@code <home>/secrets}
     */
    FileBackend(Path home, List<Path> directories, Map<String, String> environment, Mounts mounts) {
        this.home = home;
        this.directories = new ArrayList<>(directories);
        this.directories.add(home.resolve("secrets"));
        this.environment = Map.copyOf(environment);
        this.mounts = mounts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StoredSecret read(String secret) {
        return in(secret, file -> {
            demandPrivate(secret, file);
            return file.read();
        });
    }

    @Override
    public SecretDescription describe(String secret) {
        return in(secret, file -> {
            demandPrivate(secret, file);
            SecretFile.State state = file.state();
            return new SecretDescription(state.version(), Optional.of(state.modified()), Optional.empty());
        });
    }

    @Override
    public String write(String secret, byte[] value) {
        Path place = find(secret).orElseGet(() -> newPlace(secret));
        try {
            StoredSecret.demandUsable(value);
            return write(secret, new SecretFile(place), value);
        } catch (IOException e) {
            throw failure(secret, place, "written", e);
        } catch (SecretBackendException e) {
            throw failure(secret, e.reason(), String.valueOf(e.getMessage()));
        }
    }

    private String write(String secret, SecretFile file, byte[] value) throws IOException {
        demandWritable(file);
        if (ProductKeys.has(secret) && !Files.exists(file.path())) {
            PrivateFile.create(file.path(), value);
        } else {
            PrivateFile.replace(file.path(), value);
        }
        return file.state().version();
    }

    private Path newPlace(String secret) {
        return ProductKeys.has(secret) ? keyFile(secret) : directories.getLast().resolve(secret);
    }

    private void demandWritable(SecretFile file) throws IOException {
        Path existing = file.path().toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (Files.isSymbolicLink(file.path()) || (existing != null && mounts.of(existing) == Kind.READ_ONLY)) {
            throw new SecretBackendException(
                    Reason.DENIED,
                    file.path() + " was mounted for the gateway, which cannot write there: change the secret where"
                            + " the mount comes from");
        }
    }

    private interface Use<T> {
        T of(SecretFile file) throws IOException;
    }

    /** While links are swapped, a file may be gone for a moment: only one that stays away is missing. */
    private <T> T in(String secret, Use<T> use) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Path> path = find(secret);
            try {
                if (path.isPresent()) {
                    return use.of(new SecretFile(path.get()));
                }
            } catch (NoSuchFileException e) {
                // Looked for again.
            } catch (IOException e) {
                throw failure(secret, path.orElse(home), "read", e);
            } catch (SecretBackendException e) {
                throw failure(secret, e.reason(), String.valueOf(e.getMessage()));
            }
        }
        throw missing(secret);
    }

    private Optional<Path> find(String secret) {
        if (!SecretReference.isName(secret)) {
            throw new IllegalArgumentException("a secret is named by lower-case letters, digits and dashes");
        }
        if (ProductKeys.has(secret)) {
            return Optional.of(keyFile(secret)).filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
        }
        Optional<Path> pointed =
                Optional.ofNullable(environment.get(variable(secret))).map(Path::of);
        return pointed.isPresent()
                ? pointed
                : directories.stream()
                        .map(directory -> directory.resolve(secret))
                        .filter(Files::exists)
                        .findFirst();
    }

    private Path keyFile(String secret) {
        return home.resolve("keys").resolve(secret + ".key");
    }

    private static String variable(String secret) {
        return secret.replace('-', '_').toUpperCase(Locale.ROOT) + "_FILE";
    }

    private void demandPrivate(String secret, SecretFile file) throws IOException {
        if (ProductKeys.has(secret)) {
            Path directory = PrivateFile.directory(file.path());
            demand(directory, PrivateFile.DIRECTORY, "chmod 700 " + directory);
            demand(file.path(), PrivateFile.FILE, "chmod 600 " + file.path());
            return;
        }
        Path real = file.path().toRealPath();
        file.state();
        switch (mounts.of(real)) {
            case READ_ONLY -> {}
            case IN_MEMORY -> demandNone(real, Set.of(GROUP_WRITE, OTHERS_WRITE), "chmod go-w " + real);
            case ORDINARY -> demandNobodyElse(real);
        }
    }

    private static void demandNobodyElse(Path file) throws IOException {
        Set<PosixFilePermission> others = EnumSet.allOf(PosixFilePermission.class);
        others.removeAll(PrivateFile.DIRECTORY);
        demandNone(file, others, "chmod 600 " + file);
    }

    private static void demandNone(Path file, Set<PosixFilePermission> refused, String remedy) throws IOException {
        Set<PosixFilePermission> allowed = EnumSet.allOf(PosixFilePermission.class);
        allowed.removeAll(refused);
        demand(file, allowed, remedy);
    }

    private static void demand(Path path, Set<PosixFilePermission> allowed, String remedy) throws IOException {
        if (!allowed.containsAll(Files.getPosixFilePermissions(path))) {
            throw new SecretBackendException(
                    Reason.DENIED, path + " can be reached by other users: run '" + remedy + "'");
        }
    }

    private SecretBackendException missing(String secret) {
        String pointed = environment.get(variable(secret));
        if (pointed != null && !ProductKeys.has(secret)) {
            return failure(
                    secret, Reason.MISSING, "there is no file " + pointed + ", which " + variable(secret) + " names");
        }
        return failure(
                secret,
                Reason.MISSING,
                "there is no file for it: name one in the variable " + variable(secret) + ", or put it into one of "
                        + directories);
    }

    private static SecretBackendException failure(String secret, Path path, String what, IOException e) {
        return failure(
                secret,
                e instanceof AccessDeniedException ? Reason.DENIED : Reason.UNREACHABLE,
                path + " cannot be " + what + ": check that its directory exists, is accessible and has space");
    }

    private static SecretBackendException failure(String secret, Reason reason, String message) {
        return new SecretBackendException(reason, NAME + " '" + secret + "': " + message);
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
