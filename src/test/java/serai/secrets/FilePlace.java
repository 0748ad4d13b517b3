package serai.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;

/** A directory of secrets, each in a file that is replaced at once. What can go wrong there is none of the troubles. */
final class FilePlace implements SecretPlace {

    private final Path directory;

    FilePlace(Path directory) {
        this.directory = directory;
    }

    @Override
    public void put(String name, byte[] value) {
        try {
            Files.createDirectories(directory);
            Path next = Files.write(directory.resolve("." + name + ".next"), value);
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
            Files.setLastModifiedTime(next, FileTime.from(MADE));
            Files.move(next, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void fail(Trouble trouble) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
