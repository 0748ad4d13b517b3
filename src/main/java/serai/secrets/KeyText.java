package serai.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import serai.secrets.SecretBackendException.Reason;

/** A key of 32 bytes as base64 text. */
final class KeyText {

    private static final int KEY_BYTES = 32;
    private static final int VERSION_BYTES = 8;

    private KeyText() {}

    static byte[] random() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encode(key);
    }

    static Secret parse(byte[] text) {
        byte[] key = decode(new String(text, StandardCharsets.US_ASCII).strip());
        if (key.length != KEY_BYTES) {
            throw new SecretBackendException(
                    Reason.MALFORMED,
                    "does not hold a key of 32 bytes in base64: restore it from a backup, or make one with"
                            + " 'openssl rand -base64 32' if nothing was sealed with it");
        }
        return new Secret(key, version(key));
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Tells keys apart without telling anything about them. */
    private static String version(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] derived = mac.doFinal("serai secret version".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(derived, 0, VERSION_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
