package serai.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import serai.query.DocumentId;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Tenant;

/**
 * Seals the values of one document with AES-256-GCM.
 *
 * <p>A sealed value is a format byte, 12 random bytes and the ciphertext with its tag of 16 bytes. It opens only for the
 * tenant, document, purpose and number it was sealed for, so values cannot change places. Safe for use by many threads.
 */
final class DataKey {

    /** What a sealed value is. */
    enum Purpose {
        DATA_KEY('K'),
        HEADER('H'),
        LABELS('L'),
        PASSAGE('P'),
        VECTOR('V');

        private final char code;

        Purpose(char code) {
            this.code = code;
        }
    }

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int OVERHEAD = 1 + NONCE_BYTES + TAG_BITS / 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;
    private final byte[] owner;

    DataKey(SecretKey key, Tenant tenant, DocumentId id) {
        this.key = key;
        this.owner = (tenant.value() + '\n' + id.value() + '\n').getBytes(StandardCharsets.US_ASCII);
    }

    /** @param number tells the values of one purpose apart: an ordinal or a revision */
    SealedValue seal(Purpose purpose, long number, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = new byte[plain.length + OVERHEAD];
        sealed[0] = FORMAT;
        System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
        try {
            cipher(Cipher.ENCRYPT_MODE, nonce, purpose, number)
                    .doFinal(plain, 0, plain.length, sealed, 1 + NONCE_BYTES);
            return new SealedValue(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value cannot be sealed", e);
        }
    }

    /** @throws ProblemException {@link ProblemType#INTERNAL} when the value was altered, moved or sealed with another key */
    byte[] open(Purpose purpose, long number, SealedValue value) {
        byte[] sealed = value.bytes();
        try {
            if (sealed.length < OVERHEAD || sealed[0] != FORMAT) {
                throw new GeneralSecurityException("not a sealed value of format " + FORMAT);
            }
            byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, purpose, number)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new ProblemException(
                    ProblemType.INTERNAL,
                    "A sealed value of the catalog was altered or moved. Restore the catalog from a backup.",
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, Purpose purpose, long number) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner);
        cipher.updateAAD(ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) purpose.code)
                .putLong(number)
                .flip());
        return cipher;
    }
}
