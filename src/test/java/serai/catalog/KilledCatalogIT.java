package serai.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.catalog.CatalogFixture.TENANT;
import static serai.catalog.CatalogFixture.changes;
import static serai.catalog.CatalogFixture.ref;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.ChildJvm;
import serai.query.DocumentId;

final class KilledCatalogIT {

    @Test
    void keepsEveryDocumentThatWasAcknowledgedBeforeAKill(@TempDir Path directory) throws IOException {
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            acknowledged.addAll(ChildJvm.killAfter(40 + 30 * round, SavingProgram.class, directory));
        }

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(500);
        try (TestDatabase database = new TestDatabase(directory)) {
            Catalog catalog = database.catalog();
            acknowledged.forEach(line -> assertStored(catalog, line.split(" ", -1)));
            assertThat(changes(catalog, 0)).hasSizeGreaterThanOrEqualTo(acknowledged.size());
        }
    }

    private static void assertStored(Catalog catalog, String[] idAndRevision) {
        String id = idAndRevision[0];
        assertThat(catalog.find(TENANT, new DocumentId(id)).map(DocumentRecord::revision))
                .contains(Long.valueOf(idAndRevision[1]));
        assertThat(catalog.passages(TENANT, List.of(ref(id, 0), ref(id, 1))))
                .extracting(Passage::text)
                .containsExactly("text of " + id, "more");
    }
}
