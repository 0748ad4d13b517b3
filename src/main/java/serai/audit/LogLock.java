package serai.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Lets one process at a time write a log; a process that dies lets go of it. */
final class LogLock implements Closeable {

    private static final String NAME = "lock";

    private final FileChannel channel;

    private LogLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IllegalStateException when another process has it */
    static LogLock take(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel, false) == null) {
            channel.close();
            throw new IllegalStateException(
                    "another gateway writes the audit log " + directory + ": stop it, or use another --home");
        }
        return new LogLock(channel);
    }

    /** Whether somebody writes the log now. */
    static boolean isTaken(Path directory) throws IOException {
        Path lock = directory.resolve(NAME);
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ)) {
            return tryLock(channel, true) == null;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
