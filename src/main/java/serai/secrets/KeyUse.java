package serai.secrets;

/** Knows what was made with a key and cannot be read without it. Safe for use by many threads. */
@FunctionalInterface
public interface KeyUse {

    /**
     * Whether anything still needs a key, which is then not retired.
     *
     * @param secret the name, such as {@code kek}
     * @param id the key's id
     */
    boolean stillNeeded(String secret, String id);

    /** Nothing outlives the overlap. */
    static KeyUse none() {
        return (secret, id) -> false;
    }
}
