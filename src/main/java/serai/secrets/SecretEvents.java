package serai.secrets;

/** Is told what happens to secrets. Returns at once; safe for use by many threads. */
@FunctionalInterface
public interface SecretEvents {

    void happened(SecretEvent event);

    /** Tells nobody. */
    static SecretEvents none() {
        return event -> {};
    }
}
