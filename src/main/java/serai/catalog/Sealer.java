package serai.catalog;

import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import serai.query.DocumentId;
import serai.query.Tenant;
import serai.secrets.Secret;
import serai.secrets.SecretUnavailableException;
import serai.secrets.Secrets;

/**
 * Gives each document a data key of its own, wrapped under the current {@code kek}, and opens those that any accepted
 * {@code kek} wrapped.
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
        return new NewKey(new DataKey(key, tenant, id), wrap(key.getEncoded(), tenant, id));
    }

    /** @throws SecretUnavailableException when the key was wrapped under a {@code kek} that is not accepted any more */
    DataKey open(WrappedKey wrapped, Tenant tenant, DocumentId id) {
        return new DataKey(new SecretKeySpec(unwrap(wrapped, tenant, id), "AES"), tenant, id);
    }

    /** The same data key wrapped under the current {@code kek}; fails as {@link #open} does. */
    WrappedKey rewrap(WrappedKey wrapped, Tenant tenant, DocumentId id) {
        return wrap(unwrap(wrapped, tenant, id), tenant, id);
    }

    /** Names the {@code kek} that new data keys are wrapped under. */
    String currentVersion() {
        return secrets.get(KEK).version();
    }

    private WrappedKey wrap(byte[] key, Tenant tenant, DocumentId id) {
        Secret kek = secrets.get(KEK);
        SealedValue wrapped = kek.use(bytes -> wrapping(bytes, tenant, id).seal(DataKey.Purpose.DATA_KEY, 0, key));
        return new WrappedKey(wrapped, kek.version());
    }

    private byte[] unwrap(WrappedKey wrapped, Tenant tenant, DocumentId id) {
        return kek(wrapped.version())
                .use(bytes -> wrapping(bytes, tenant, id).open(DataKey.Purpose.DATA_KEY, 0, wrapped.sealed()));
    }

    private Secret kek(String version) {
        Secret current = secrets.get(KEK);
        if (current.version().equals(version)) {
            return current;
        }
        return accepted(version).orElseGet(() -> {
            // Another replica may have made a new key current before this one has learned of it.
            secrets.renewed(KEK, current);
            return accepted(version).orElseThrow(() -> lacking(List.of(version)));
        });
    }

    private Optional<Secret> accepted(String version) {
        return secrets.accepted(KEK).stream()
                .filter(kek -> kek.version().equals(version))
                .findFirst();
    }

    /** Refuses to go without one of the key-encryption keys named. */
    void demandVersions(Collection<String> versions) {
        List<String> lacking = versions.stream()
                .filter(version -> accepted(version).isEmpty())
                .sorted()
                .toList();
        if (!lacking.isEmpty()) {
            throw lacking(lacking);
        }
    }

    private SecretUnavailableException lacking(List<String> versions) {
        return new SecretUnavailableException(
                "documents of the catalog are sealed with version " + String.join(", ", versions)
                        + " of the secret 'kek', but accepted are only "
                        + secrets.accepted(KEK).stream().map(Secret::version).collect(Collectors.joining(", "))
                        + ": put the key of version " + String.join(", ", versions) + " back",
                null);
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
