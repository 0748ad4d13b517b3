package serai.catalog;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import serai.secrets.Keyset;
import serai.secrets.Secret;
import serai.secrets.Secrets;

/** A key-encryption key that is rotated by hand. */
final class RotatingKek implements Secrets {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private volatile Keyset keyset = Keyset.of(key(1), NOW);
    private int made = 1;

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    /** Makes a new key current; the one that was. */
    String rotate() {
        String before = keyset.current().version();
        made++;
        keyset = keyset.begin(key(made), NOW);
        keyset = keyset.promote(keyset.pending().orElseThrow().id(), NOW);
        return before;
    }

    void retire(String id) {
        keyset = keyset.retire(id, NOW);
    }

    @Override
    public Secret get(String name) {
        return keyset.current();
    }

    @Override
    public List<Secret> accepted(String name) {
        return keyset.accepted();
    }
}
