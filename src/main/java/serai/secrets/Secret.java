package serai.secrets;

import java.security.MessageDigest;
import java.util.function.Function;

/**
 * A secret value that is used, never shown. Immutable; safe for use by many threads.
 *
 * <p>Ask for it at each use: a rotation is a new {@code Secret} with another version.
 */
public final class Secret {

    private final byte[] value;
    private final String version;

    public Secret(byte[] value, String version) {
        this.value = value.clone();
        this.version = version;
    }

    /** Applies {@code use} to a copy of the value; the result must not hold it. */
    public <T> T use(Function<byte[], T> use) {
        return use.apply(value.clone());
    }

    /** Whether another one holds the same value, whatever it is called. */
    boolean isSameAs(Secret other) {
        return MessageDigest.isEqual(value, other.value);
    }

    /** Names the value without telling anything about it. */
    public String version() {
        return version;
    }

    @Override
    public String toString() {
        return "Secret[version=" + version + "]";
    }
}
