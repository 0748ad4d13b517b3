package serai.catalog;

import java.nio.file.Path;
import java.util.List;
import serai.access.SchemaFixture;
import serai.secrets.Keyset;

/** Rotates the key-encryption key and wraps the catalog anew until it is killed, and prints each step it took. */
final class RotatingProgram {

    private RotatingProgram() {}

    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        KekFile kek = new KekFile(directory.resolve("kek.json"));
        TestDatabase database = new TestDatabase(directory);
        database.catalog(kek, SchemaFixture.schema());
        KeyRewrap rewrap = database.rewrap(kek, () -> database.jdbc().execute("checkpoint sync"), 200);
        while (true) {
            report("begin");
            if (kek.keyset().pending().isEmpty()) {
                kek.change(keys -> keys.begin(KekFile.fresh(), KekFile.NOW));
            }
            report("promote");
            kek.change(keys -> keys.promote(keys.pending().orElseThrow().id(), KekFile.NOW));
            while (rewrap.step()) {
                report("batch");
            }
            previous(kek).forEach(id -> retire(kek, rewrap, id));
        }
    }

    private static List<String> previous(KekFile kek) {
        return kek.keyset().keys().stream()
                .filter(key -> key.phase() == Keyset.Phase.PREVIOUS)
                .map(Keyset.Key::id)
                .toList();
    }

    private static void retire(KekFile kek, KeyRewrap rewrap, String id) {
        if (!rewrap.stillNeeded("kek", id)) {
            report("retire");
            kek.change(keys -> keys.retire(id, KekFile.NOW));
        }
    }

    private static void report(String step) {
        System.out.println(step + " .");
    }
}
