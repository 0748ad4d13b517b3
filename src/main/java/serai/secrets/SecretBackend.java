package serai.secrets;

/**
 * One place that holds secrets: a cloud's secret manager, Vault, or files.
 *
 * <p>Names are the gateway's own, such as {@code kek} or {@code openai-api-key}; an implementation maps them to those of
 * its place. Every call waits a bounded time and fails with a {@link SecretBackendException}. Safe for use by many
 * threads.
 */
public interface SecretBackend extends AutoCloseable {

    /** The word that chooses it in the settings, such as {@code vault}. */
    String name();

    /** The current version with its value. */
    StoredSecret read(String secret);

    /** The current version without its value: what is asked to see whether anything changed. */
    SecretDescription describe(String secret);

    /**
     * Makes a value the current version, of a new secret if need be.
     *
     * @param value 1 byte to 64 KiB
     * @return the new version
     */
    String write(String secret, byte[] value);

    @Override
    void close();
}
