package serai.catalog;

import java.security.NoSuchAlgorithmException;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import serai.query.DocumentId;
import serai.query.Tenant;
import serai.secrets.Secret;
import serai.secrets.SecretUnavailableException;
import serai.secrets.Secrets;

/**
 * Gives each document a data key of its own, wrapped under the secret {@code kek}.
 *
 * <p>Losing the wrapped key loses the document: deleting the row is what makes a deletion final.
 */
final class Sealer {

    private static final String KEK = "kek";

    private final Secrets secrets;
    private final KeyGenerator generator;

    Sealer(Secrets secrets) {
        this.secrets = secrets;
        this.generator = generator();
    }

    /** @param version names the key-encryption key that {@code sealed} was made with */
    record WrappedKey(SealedValue sealed, String version) {}

    /** A data key as used and as stored. */
    record NewKey(DataKey key, WrappedKey wrapped) {}

    NewKey newKey(Tenant tenant, DocumentId id) {
        SecretKey key = generator.generateKey();
        Secret kek = secrets.get(KEK);
        SealedValue wrapped =
                kek.use(bytes -> wrapping(bytes, tenant, id).seal(DataKey.Purpose.DATA_KEY, 0, key.getEncoded()));
        return new NewKey(new DataKey(key, tenant, id), new WrappedKey(wrapped, kek.version()));
    }

    /** @throws SecretUnavailableException when the key was wrapped under another {@code kek} than the present one */
    DataKey open(WrappedKey wrapped, Tenant tenant, DocumentId id) {
        Secret kek = secrets.get(KEK);
        demand(kek, wrapped.version());
        byte[] key = kek.use(bytes -> wrapping(bytes, tenant, id).open(DataKey.Purpose.DATA_KEY, 0, wrapped.sealed()));
        return new DataKey(new SecretKeySpec(key, "AES"), tenant, id);
    }

    /** Refuses a key-encryption key that is not the one named. */
    void demandVersion(String version) {
        demand(secrets.get(KEK), version);
    }

    private static void demand(Secret kek, String version) {
        if (!kek.version().equals(version)) {
            throw new SecretUnavailableException(
                    "the catalog was sealed with version " + version + " of the secret 'kek', but the present one is "
                            + kek.version() + ": put the key of version " + version + " back",
                    null);
        }
    }

    private static DataKey wrapping(byte[] kek, Tenant tenant, DocumentId id) {
        return new DataKey(new SecretKeySpec(kek, "AES"), tenant, id);
    }

    private static KeyGenerator generator() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            return generator;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }
}
