package serai.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import serai.secrets.Secrets;

/**
 * HMAC-SHA256 under the secret {@code audit-hmac}: lets the audit name a text or a person without telling it.
 *
 * <p>A plain hash would not do: phone numbers and short questions can be enumerated. Safe for use by many threads.
 */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final Secrets secrets;

    public KeyedHash(Secrets secrets) {
        this.secrets = secrets;
    }

    /** 64 hex digits; the same for the same text and key. */
    public String of(String text) {
        return secrets.get("audit-hmac").use(key -> hmac(key, text));
    }

    private static String hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
