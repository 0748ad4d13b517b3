package serai.secrets;

import java.util.Set;

/** The secrets that their issuers make anew when asked. Safe for use by many threads. */
public interface HookedSecrets {

    /** Their names. */
    Set<String> names();

    /**
     * Has a new value made. It is nowhere stored yet.
     *
     * @param secret one of {@link #names}
     * @throws SecretBackendException when the issuer does not make one, or makes one that no secret can be
     */
    byte[] rotate(String secret);

    /** No issuer is asked for anything. */
    static HookedSecrets none() {
        return new HookedSecrets() {
            @Override
            public Set<String> names() {
                return Set.of();
            }

            @Override
            public byte[] rotate(String secret) {
                throw new IllegalArgumentException("no secret has a hook");
            }
        };
    }
}
