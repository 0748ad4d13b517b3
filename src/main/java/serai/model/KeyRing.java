package serai.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import serai.secrets.Secret;
import serai.secrets.SecretUnavailableException;
import serai.secrets.Secrets;

/**
 * The keys that one call to a model may try: the current one, and one other when the server refused that. Shows a key
 * only as the header that carries it. Used by one thread at a time.
 */
public final class KeyRing {

    private final Secrets secrets;
    private final String name;
    private final boolean sent;
    private @Nullable Secret used;
    private @Nullable Secret refused;

    /** @param sent false for a model that is called without a key */
    KeyRing(Secrets secrets, String name, boolean sent) {
        this.secrets = secrets;
        this.name = name;
        this.sent = sent;
    }

    /**
     * The value of the header {@code Authorization} for the next attempt; empty for a model that is called without one.
     *
     * @throws SecretUnavailableException when there is no such secret, or it cannot stand in a header
     */
    public String header() {
        if (!sent) {
            return "";
        }
        Secret key = refused == null ? secrets.get(name) : other(refused).orElse(refused);
        used = key;
        return "Bearer " + text(key);
    }

    /**
     * Whether there is a key to show, asked before anything counts as a failure of the server: always, or
     *
     * @throws SecretUnavailableException as {@link #header}
     */
    public boolean ready() {
        header();
        return true;
    }

    /**
     * After the server refused the key: has the secret read again. Whether there is another key to try, a newer one or the
     * one before while that is accepted, for an issuer that is later than the backend. False when one was tried already.
     */
    public boolean tryAnother() {
        if (used == null || refused != null) {
            return false;
        }
        refused = used;
        secrets.renewed(name, used);
        return other(used).isPresent();
    }

    private Optional<Secret> other(Secret unlike) {
        return Stream.concat(Stream.of(secrets.get(name)), secrets.accepted(name).stream())
                .filter(secret -> !secret.version().equals(unlike.version()))
                .findFirst();
    }

    private String text(Secret secret) {
        String key =
                secret.use(value -> new String(value, StandardCharsets.UTF_8)).strip();
        if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new SecretUnavailableException(
                    "the secret " + name + " must be printable ASCII without blanks; store it again", null);
        }
        return key;
    }

    @Override
    public String toString() {
        return "KeyRing[" + name + "]";
    }
}
