package serai.audit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file system of this machine. */
final class LocalDisk implements Disk {

    @Override
    public AppendFile append(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel directory = FileChannel.open(requireNonNull(path.getParent()), StandardOpenOption.READ)) {
            directory.force(true);
        }
        return new LocalFile(path, channel, fileKey(path));
    }

    @Override
    public long usableBytes(Path path) {
        return path.toFile().getUsableSpace();
    }

    private static @Nullable Object fileKey(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    private record LocalFile(
            Path path, FileChannel channel, @Nullable Object key) implements AppendFile {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public boolean inPlace() {
            return key != null && Objects.equals(key, fileKey(path));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
