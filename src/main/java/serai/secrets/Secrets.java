package serai.secrets;

import java.util.List;

/** Where secrets come from. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Secrets {

    /**
     * The current value of a secret. Ask at each use: it is a lookup in memory, and a rotation shows in the next answer.
     *
     * @param name lower-case letters, digits and dashes, such as {@code audit-hmac}; {@code name#field} for one field of
     *     a secret that is a JSON object
     * @throws SecretUnavailableException when it cannot be had; the message names the secret and the remedy
     */
    Secret get(String name);

    /** Whether a text can name a secret: 1 to 63 lower-case letters, digits and dashes, nothing else. */
    static boolean isName(String text) {
        return SecretReference.isName(text);
    }

    /**
     * All values that are still tried or accepted: the current one first, then those that a rotation has begun with or
     * is about to retire.
     *
     * @throws SecretUnavailableException when the current one cannot be had
     */
    default List<Secret> accepted(String name) {
        return List.of(get(name));
    }

    /**
     * The value to try after an upstream refused one: a newer one if there is one, else the same again. Asks the backend
     * itself, at most once in 2 s for each secret; others who ask meanwhile wait for the same answer.
     *
     * @param rejected what the upstream refused
     * @throws SecretUnavailableException when no value can be had
     */
    default Secret renewed(String name, Secret rejected) {
        return get(name);
    }
}
