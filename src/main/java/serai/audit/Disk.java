package serai.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** What the log asks of the file system, so that tests can make it fail. */
interface Disk {

    /** Opens a file for appending; a new one survives a power failure with its name. */
    AppendFile append(Path path) throws IOException;

    /** The free space at a path in bytes. */
    long usableBytes(Path path) throws IOException;

    /** A file open for appending. */
    interface AppendFile extends Closeable {

        long size() throws IOException;

        /** Writes all of it. */
        void write(ByteBuffer bytes) throws IOException;

        /** Waits until what was written is on stable storage. */
        void force() throws IOException;

        /** Whether the path still names this file. */
        boolean inPlace();
    }
}
