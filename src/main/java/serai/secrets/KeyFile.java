package serai.secrets;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** One key of 32 bytes as base64 text, readable by its owner alone. */
record KeyFile(Path path) {

    private static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> PRIVATE_FILE = EnumSet.of(OWNER_READ, OWNER_WRITE);
    private static final Set<PosixFilePermission> PRIVATE_DIRECTORY =
            EnumSet.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);

    Secret readOrCreate() throws IOException {
        Path directory = directory();
        Files.createDirectories(directory, asFileAttribute(PRIVATE_DIRECTORY));
        demand(directory, PRIVATE_DIRECTORY, "chmod 700 " + directory);
        if (!Files.exists(path)) {
            create();
        }
        return read();
    }

    private Secret read() throws IOException {
        demand(path, PRIVATE_FILE, "chmod 600 " + path);
        byte[] key = decode(Files.readString(path, StandardCharsets.US_ASCII).strip());
        if (key.length != KEY_BYTES) {
            throw new SecretUnavailableException(
                    path + " does not hold a key of 32 bytes in base64: restore it from a backup, or make one with "
                            + "'openssl rand -base64 32' if nothing was sealed with it",
                    null);
        }
        return new Secret(key, KeyId.of(key));
    }

    /** A link appears whole or not at all, and never replaces a key that another process made meanwhile. */
    private void create() throws IOException {
        Path draft = Files.createTempFile(directory(), "new", ".tmp", asFileAttribute(PRIVATE_FILE));
        try {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            write(draft, Base64.getEncoder().encode(key));
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.delete(draft);
        }
        try (FileChannel directory = FileChannel.open(directory(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void write(Path file, byte[] text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private Path directory() {
        return requireNonNull(path.toAbsolutePath().getParent());
    }

    private static void demand(Path path, Set<PosixFilePermission> allowed, String remedy) throws IOException {
        if (!allowed.containsAll(Files.getPosixFilePermissions(path))) {
            throw new SecretUnavailableException(path + " can be reached by other users: run '" + remedy + "'", null);
        }
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
