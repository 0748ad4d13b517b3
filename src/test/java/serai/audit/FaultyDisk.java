package serai.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The disk of this machine until it is told to fail. */
final class FaultyDisk implements Disk {

    private final LocalDisk disk = new LocalDisk();
    private volatile boolean writeFails;
    private volatile boolean forceFails;
    private volatile boolean full;

    void failWrites() {
        writeFails = true;
    }

    void failSyncs() {
        forceFails = true;
    }

    void recover() {
        writeFails = false;
        forceFails = false;
        full = false;
    }

    void fill() {
        full = true;
    }

    @Override
    public AppendFile append(Path path) throws IOException {
        return new FaultyFile(disk.append(path));
    }

    @Override
    public long usableBytes(Path path) {
        return full ? -1 : disk.usableBytes(path);
    }

    private final class FaultyFile implements AppendFile {

        private final AppendFile file;

        FaultyFile(AppendFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            if (writeFails) {
                file.write(bytes.slice(0, bytes.remaining() / 2));
                throw new IOException("No space left on device");
            }
            file.write(bytes);
        }

        @Override
        public void force() throws IOException {
            if (forceFails) {
                throw new IOException("Input/output error");
            }
            file.force();
        }

        @Override
        public boolean inPlace() {
            return file.inPlace();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
