package serai.secrets.routes;

import java.util.List;

/** How one backend is reached. A record for each, bound whether or not the backend is chosen. */
public interface BackendSettings {

    /** The word that chooses it, such as {@code vault}: its routes stand in {@code secrets/<backend>.camel.yaml}. */
    String backend();

    /** What must still be set before it can be used; empty when it can. */
    List<String> missing();

    /** Makes the clients that its routes use. Opens no connection. */
    BackendClients connect();
}
