package serai.catalog;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import serai.access.Labels;
import serai.access.SchemaFixture;
import serai.catalog.NewDocument.NewPassage;
import serai.privacy.PiiSpan;
import serai.query.DocumentId;
import serai.query.Tenant;

/** Documents to store in tests. */
public final class CatalogFixture {

    static final Tenant TENANT = new Tenant("demo");
    static final Tenant OTHER = new Tenant("other");

    private CatalogFixture() {}

    static Labels labels(long classification) {
        return SchemaFixture.labels(Map.of(
                "classification",
                classification,
                "departments",
                List.of("hr", "trade"),
                "restricted_locations",
                List.of()));
    }

    static NewDocument document(Tenant tenant, String id, String... texts) {
        List<NewPassage> passages = IntStream.range(0, texts.length)
                .mapToObj(ordinal -> passage(ordinal, texts[ordinal]))
                .toList();
        return new NewDocument(
                tenant, new DocumentId(id), "Title of " + id, "papers/" + id + ".md", "c0ffee", labels(1), passages);
    }

    private static NewPassage passage(int ordinal, String text) {
        List<PiiSpan> spans = text.length() < 4 ? List.of() : List.of(new PiiSpan("PERSON", 1, 3, 0.85));
        return new NewPassage("Heading " + ordinal, text, spans, vector(ordinal));
    }

    static Embedding vector(int ordinal) {
        return new Embedding(new float[] {ordinal, 0.25f, -1e-7f});
    }

    static PassageRef ref(String document, int ordinal) {
        return new PassageRef(new DocumentId(document), ordinal);
    }

    static List<Change> changes(Catalog catalog, long since) {
        Stream.Builder<Change> changes = Stream.builder();
        catalog.changesSince(since, changes);
        return changes.build().toList();
    }
}
