package serai.secrets;

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
}
