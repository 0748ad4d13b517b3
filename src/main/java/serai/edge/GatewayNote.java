package serai.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import serai.query.Home;
import serai.secrets.PrivateFile;

/**
 * Where the gateway of a home listens, and the credential for commands on the same machine. It stands in {@code
 * <home>/gateway.json}, mode 0600, from when the gateway is ready until it stops.
 *
 * @param address such as {@code http://127.0.0.1:8080}
 * @param pid the process of the gateway
 * @param credential the value of the bearer token
 */
public record GatewayNote(String address, long pid, String credential) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The note of a home whose gateway still runs. */
    public static Optional<GatewayNote> find(Home home) {
        Path file = file(home);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            GatewayNote note = JSON.readValue(file.toFile(), GatewayNote.class);
            return ProcessHandle.of(note.pid()).filter(ProcessHandle::isAlive).map(process -> note);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read; delete it if no gateway runs", e);
        }
    }

    void write(Home home) {
        try {
            PrivateFile.replace(file(home), JSON.writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException(file(home) + " cannot be written", e);
        }
    }

    /** Removes this note, but not that of another gateway. */
    void remove(Home home) {
        try {
            if (find(home).filter(this::equals).isPresent()) {
                Files.deleteIfExists(file(home));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file(home) + " cannot be deleted", e);
        }
    }

    private static Path file(Home home) {
        return home.resolve("gateway.json");
    }

    @Override
    public String toString() {
        return "GatewayNote[" + address + "]";
    }
}
