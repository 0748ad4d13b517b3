package serai.secrets;

import java.util.List;

/** The keys that the gateway makes for itself, of 32 random bytes each. */
final class ProductKeys {

    /** The key-encryption key of the catalog, the key of the audit's hashes and the key of masked values. */
    static final List<String> NAMES = List.of("kek", "audit-hmac", "privacy-hmac");

    private ProductKeys() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }
}
