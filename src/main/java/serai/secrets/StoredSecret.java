package serai.secrets;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import serai.secrets.SecretBackendException.Reason;

/**
 * A version of a secret as its backend holds it. Immutable; never shows its value.
 *
 * <p>A value with <code>{{</code> in it is refused: Camel would expand it where a route uses it.
 */
public final class StoredSecret {

    /** The largest value that any of the backends accepts. */
    public static final int MOST_BYTES = 64 * 1024;

    private final byte[] value;
    private final String version;

    /** @throws SecretBackendException {@link Reason#MALFORMED} when the value is empty, too large or a placeholder */
    public StoredSecret(byte[] value, String version) {
        demandUsable(value);
        this.value = value.clone();
        this.version = version;
    }

    /** Refuses a value that no secret can have; the message says why, not what it is. */
    public static void demandUsable(byte[] value) {
        if (value.length == 0 || value.length > MOST_BYTES) {
            throw new SecretBackendException(
                    Reason.MALFORMED, "a value of " + value.length + " bytes; it must have 1 to " + MOST_BYTES);
        }
        if (new String(value, StandardCharsets.ISO_8859_1).contains("{{")) {
            throw new SecretBackendException(
                    Reason.MALFORMED, "a value that contains '{{', which routes would take for a placeholder");
        }
    }

    /** Applies {@code use} to a copy of the value; the result must not hold it. */
    public <T> T use(Function<byte[], T> use) {
        return use.apply(value.clone());
    }

    /** The backend's own id of the version. */
    public String version() {
        return version;
    }

    @Override
    public String toString() {
        return "StoredSecret[version=" + version + "]";
    }
}
