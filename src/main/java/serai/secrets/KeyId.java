package serai.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The id of a key: tells keys apart without telling anything about them. For strong keys only. */
final class KeyId {

    private static final int BYTES = 8;

    private KeyId() {}

    /** 16 lower-case hex digits. */
    static String of(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] derived = mac.doFinal("serai secret version".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(derived, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
