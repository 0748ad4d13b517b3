package serai.secrets;

import java.util.Optional;

/**
 * The backends that are in effect at each call, as one: for whoever changes secrets while the settings may change too.
 * Reads what is stored now, whatever is held; what it writes is in use at once.
 */
final class PresentBackends implements SecretBackend {

    private final SecretStore store;

    PresentBackends(SecretStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return store.firstBackend();
    }

    @Override
    public StoredSecret read(String secret) {
        return store.ask(secret, Optional.empty()).stored();
    }

    @Override
    public SecretDescription describe(String secret) {
        Version version = store.ask(secret, store.held(secret));
        return new SecretDescription(version.id(), version.created(), version.expires());
    }

    @Override
    public String write(String secret, byte[] value) {
        return store.write(secret, value);
    }

    @Override
    public void close() {
        // The store closes them.
    }
}
