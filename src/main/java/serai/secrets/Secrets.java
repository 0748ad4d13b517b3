package serai.secrets;

import java.util.List;

/** Where secrets come from. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Secrets {

    /**
     * The current value of a secret.
     *
     * @param name lower-case letters, digits and dashes, such as {@code audit-hmac}
     * @throws SecretUnavailableException when it cannot be had; the message names the secret and the remedy
     */
    Secret get(String name);

    /**
     * The values that may still be met: the current one first, then the pending one, then the previous ones.
     *
     * <p>What was made with a value is read with the one among these whose version it names.
     */
    default List<Secret> accepted(String name) {
        return List.of(get(name));
    }

    /**
     * The value to try once more when an upstream refused one: a newer one, read now, or the same.
     *
     * @param rejected what the upstream refused
     */
    default Secret renewed(String name, Secret rejected) {
        return get(name);
    }
}
