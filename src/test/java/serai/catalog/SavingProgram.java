package serai.catalog;

import java.nio.file.Path;

/** Saves documents until it is killed and prints what was acknowledged. */
final class SavingProgram {

    private SavingProgram() {}

    public static void main(String[] args) {
        Catalog catalog = new TestDatabase(Path.of(args[0])).catalog();
        while (true) {
            String id = "d" + catalog.revision();
            long revision = catalog.save(CatalogFixture.document(CatalogFixture.TENANT, id, "text of " + id, "more"))
                    .revision();
            System.out.println(id + " " + revision + " .");
        }
    }
}
