package serai.secrets;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import serai.secrets.SecretBackendException.Reason;

/**
 * One secret in a file, perhaps behind links that are swapped, as Kubernetes does with a projected volume.
 *
 * @param path need not exist
 */
record SecretFile(Path path) {

    private static final int ATTEMPTS = 5;

    /**
     * A file at one moment.
     *
     * @param path the file itself, all links being followed
     * @param modified when its content was last written
     * @param version tells it from what stood there before: the time of its last change and its inode
     */
    record State(Path path, Instant modified, String version) {

        private static State of(Path link) throws IOException {
            Path file = link.toRealPath();
            Map<String, Object> attributes = Files.readAttributes(file, "unix:lastModifiedTime,ino,isRegularFile");
            if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
                throw new SecretBackendException(Reason.MALFORMED, link + " is no file");
            }
            Instant modified = ((FileTime) requireNonNull(attributes.get("lastModifiedTime"))).toInstant();
            return new State(file, modified, modified.toEpochMilli() + "-" + attributes.get("ino"));
        }
    }

    State state() throws IOException {
        return State.of(path);
    }

    /** The value and the version of one moment. */
    StoredSecret read() throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            State before = state();
            byte[] bytes = bytes(before.path());
            if (state().equals(before)) {
                return new StoredSecret(bytes, before.version());
            }
        }
        throw new SecretBackendException(
                Reason.UNREACHABLE, path + " is being written; replace it by a rename, so that it is always whole");
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(StoredSecret.MOST_BYTES + 2);
            return withoutLineEnd(bytes);
        }
    }

    /** Without the one line end that editors and shells put at the end of a file. */
    private static byte[] withoutLineEnd(byte[] bytes) {
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
            if (end > 0 && bytes[end - 1] == '\r') {
                end--;
            }
        }
        return Arrays.copyOf(bytes, end);
    }
}
