package serai.admin;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import serai.edge.GatewayNote;
import serai.query.Home;

/** The gateway of a home: the one that serves it, else one started inside this process and stopped on close. */
final class Gateway implements AutoCloseable {

    private final GatewayClient client;
    private final @Nullable GatewayServer own;

    private Gateway(GatewayClient client, @Nullable GatewayServer own) {
        this.client = client;
        this.own = own;
    }

    /**
     * Finds or starts the gateway.
     *
     * @param dev whether one that must be started runs the development profile
     * @throws CommandFailure when none runs and none can be started
     */
    static Gateway open(Path home, boolean dev) {
        return open(home, dev, 0);
    }

    static Gateway open(Path home, boolean dev, int port) {
        Optional<GatewayNote> running = GatewayNote.find(new Home(home));
        if (running.isPresent()) {
            return new Gateway(client(running.get()), null);
        }
        GatewayServer server = GatewayServer.start(home, dev, port, null);
        return new Gateway(client(server.note()), server);
    }

    private static GatewayClient client(GatewayNote note) {
        return new GatewayClient(URI.create(note.address()), note.credential());
    }

    /** Calls it with the local credential. */
    GatewayClient client() {
        return client;
    }

    /** Whether it runs inside this process. */
    boolean isOwn() {
        return own != null;
    }

    @Override
    public void close() {
        client.close();
        if (own != null) {
            own.close();
        }
    }
}
