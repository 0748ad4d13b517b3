package serai.secrets;

import java.security.SecureRandom;

/**
 * Makes the next value of a secret, by itself or by asking the issuer.
 *
 * <p>Waits a bounded time, and fails with any exception, whose message is shown. A rotation that stops between the hook
 * and the write that follows calls it again, so an issuer may be left with a value that nobody uses.
 */
@FunctionalInterface
public interface RotationHook {

    /** A value that was never one before. */
    byte[] fresh(String secret);

    /** 32 random bytes, for keys of AES-256 and HMAC-SHA256. */
    static RotationHook randomKey() {
        SecureRandom random = new SecureRandom();
        return secret -> {
            byte[] key = new byte[32];
            random.nextBytes(key);
            return key;
        };
    }
}
