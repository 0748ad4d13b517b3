package serai.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.catalog.CatalogFixture.OTHER;
import static serai.catalog.CatalogFixture.TENANT;
import static serai.catalog.CatalogFixture.changes;
import static serai.catalog.CatalogFixture.document;
import static serai.catalog.CatalogFixture.labels;
import static serai.catalog.CatalogFixture.ref;
import static serai.catalog.CatalogFixture.vector;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import serai.privacy.PiiSpan;
import serai.query.DocumentId;

/** What every catalog does. */
interface CatalogContract {

    Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    /** Finer than what is stored. */
    Clock CLOCK = Clock.fixed(NOW.plusNanos(668_204), ZoneOffset.UTC);

    DocumentId RULES = new DocumentId("rules");

    /** An empty catalog that uses {@link #CLOCK}. */
    Catalog catalog();

    @Test
    default void findsWhatWasSaved() {
        Catalog catalog = catalog();
        DocumentRecord saved = catalog.save(document(TENANT, "rules", "No camels indoors.", "Pay first."));

        assertThat(saved)
                .isEqualTo(new DocumentRecord(
                        TENANT, RULES, "Title of rules", "papers/rules.md", "c0ffee", labels(1), 2, 1, NOW));
        assertThat(catalog.find(TENANT, RULES)).contains(saved);
        assertThat(catalog.documents(TENANT)).containsExactly(saved);
        assertThat(catalog.revision()).isEqualTo(1);
    }

    @Test
    default void keepsTenantsApart() {
        Catalog catalog = catalog();
        catalog.save(document(TENANT, "rules", "ours"));
        catalog.save(document(OTHER, "rules", "theirs"));

        assertThat(catalog.passages(TENANT, List.of(ref("rules", 0))))
                .extracting(Passage::text)
                .containsExactly("ours");
        assertThat(catalog.delete(TENANT, RULES)).isTrue();
        assertThat(catalog.find(OTHER, RULES)).isPresent();
        assertThat(catalog.documents(TENANT)).isEmpty();
        assertThat(catalog.relabel(TENANT, RULES, labels(0))).isEmpty();
    }

    @Test
    default void returnsThePassagesThatExistInTheOrderNamed() {
        Catalog catalog = catalog();
        catalog.save(document(TENANT, "a", "a zero", "a one", "a two"));
        DocumentRecord b = catalog.save(document(TENANT, "b", "b zero", ""));

        List<Passage> found = catalog.passages(
                TENANT, List.of(ref("a", 2), ref("b", 9), ref("b", 0), ref("none", 0), ref("a", 0), ref("b", 1)));

        assertThat(found).extracting(Passage::text).containsExactly("a two", "b zero", "a zero", "");
        assertThat(found.get(1))
                .isEqualTo(
                        new Passage(ref("b", 0), b, "Heading 0", "b zero", List.of(new PiiSpan("PERSON", 1, 3, 0.85))));
        assertThat(catalog.passages(TENANT, List.of())).isEmpty();
    }

    @Test
    default void doesNotTakeAnOrdinalOutOfRangeForThatOfANeighbour() {
        Catalog catalog = catalog();
        catalog.save(document(TENANT, "a", "a zero"));
        catalog.save(document(TENANT, "b", "b zero"));

        assertThat(catalog.passages(TENANT, List.of(ref("a", 1 << 20), ref("b", -(1 << 20)), ref("a", -1))))
                .isEmpty();
    }

    @Test
    default void replacesTheTextOfADocument() {
        Catalog catalog = catalog();
        catalog.save(document(TENANT, "rules", "old zero", "old one"));
        DocumentRecord replaced = catalog.save(document(TENANT, "rules", "new zero"));

        assertThat(replaced.revision()).isEqualTo(2);
        assertThat(catalog.passages(TENANT, List.of(ref("rules", 0), ref("rules", 1))))
                .extracting(Passage::text)
                .containsExactly("new zero");
        assertThat(catalog.documents(TENANT)).containsExactly(replaced);
    }

    @Test
    default void relabelsWithoutTouchingTheText() {
        Catalog catalog = catalog();
        catalog.save(document(TENANT, "rules", "text"));

        DocumentRecord relabelled = catalog.relabel(TENANT, RULES, labels(3)).orElseThrow();

        assertThat(relabelled.labels()).isEqualTo(labels(3));
        assertThat(relabelled.revision()).isEqualTo(2);
        assertThat(catalog.find(TENANT, RULES)).contains(relabelled);
        assertThat(catalog.passages(TENANT, List.of(ref("rules", 0))))
                .extracting(passage -> passage.document().labels())
                .containsExactly(labels(3));
    }

    @Test
    default void forgetsWhatWasDeleted() {
        Catalog catalog = catalog();
        catalog.save(document(TENANT, "rules", "text"));

        assertThat(catalog.delete(TENANT, RULES)).isTrue();

        assertThat(catalog.find(TENANT, RULES)).isEmpty();
        assertThat(catalog.passages(TENANT, List.of(ref("rules", 0)))).isEmpty();
        assertThat(catalog.relabel(TENANT, RULES, labels(0))).isEmpty();
        assertThat(catalog.delete(TENANT, RULES)).isFalse();
        assertThat(catalog.revision()).isEqualTo(2);
    }

    @Test
    default void storesAgainWhatWasDeleted() {
        Catalog catalog = catalog();
        catalog.save(document(TENANT, "rules", "text"));
        catalog.delete(TENANT, RULES);
        DocumentRecord again = catalog.save(document(TENANT, "rules", "text again"));

        assertThat(again.revision()).isEqualTo(3);
        assertThat(changes(catalog, 0))
                .containsExactly(new Change.Present(TENANT, RULES, 3, labels(1), List.of(vector(0))));
    }

    @Test
    default void tellsWhatChangedInTheOrderOfRevisions() {
        Catalog catalog = catalog();
        catalog.save(document(TENANT, "a", "zero", "one"));
        catalog.save(document(OTHER, "b", "zero"));
        catalog.save(document(TENANT, "c", "zero"));
        catalog.relabel(TENANT, new DocumentId("a"), labels(2));
        catalog.delete(TENANT, new DocumentId("c"));

        assertThat(changes(catalog, 0))
                .containsExactly(
                        new Change.Present(OTHER, new DocumentId("b"), 2, labels(1), List.of(vector(0))),
                        new Change.Present(TENANT, new DocumentId("a"), 4, labels(2), List.of(vector(0), vector(1))),
                        new Change.Gone(TENANT, new DocumentId("c"), 5));
        assertThat(changes(catalog, 5)).isEmpty();
    }

    @Test
    default void tellsARelabellingFromANewText() {
        Catalog catalog = catalog();
        catalog.save(document(TENANT, "rules", "text"));
        catalog.relabel(TENANT, RULES, labels(2));

        assertThat(changes(catalog, 1)).containsExactly(new Change.Relabelled(TENANT, RULES, 2, labels(2)));

        catalog.save(document(TENANT, "rules", "new"));
        catalog.relabel(TENANT, RULES, labels(3));

        assertThat(changes(catalog, 1))
                .containsExactly(new Change.Present(TENANT, RULES, 4, labels(3), List.of(vector(0))));
        assertThat(changes(catalog, 3)).containsExactly(new Change.Relabelled(TENANT, RULES, 4, labels(3)));
    }

    @Test
    default void tellsEveryChangeOfManyDocumentsOnce() {
        Catalog catalog = catalog();
        int documents = 230;
        IntStream.range(0, documents).forEach(i -> catalog.save(document(TENANT, "d" + i, "text")));

        assertThat(changes(catalog, 0))
                .extracting(Change::revision)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, documents)
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Test
    default void storesADocumentWithoutPassages() {
        Catalog catalog = catalog();
        catalog.save(document(TENANT, "rules"));

        assertThat(changes(catalog, 0)).containsExactly(new Change.Present(TENANT, RULES, 1, labels(1), List.of()));
    }

    @Test
    default void keepsUnusualCharactersAndTheirOffsets() {
        Catalog catalog = catalog();
        catalog.save(document(TENANT, "rules", "Ibn Baṭṭūṭa 🐪 slept\u0000 here"));

        assertThat(catalog.passages(TENANT, List.of(ref("rules", 0))))
                .extracting(Passage::text)
                .containsExactly("Ibn Baṭṭūṭa 🐪 slept\u0000 here");
    }

    @Test
    default void givesEachOfManyWritersARevisionOfItsOwn() {
        Catalog catalog = catalog();
        AtomicInteger next = new AtomicInteger();
        List<Long> revisions = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> catalog.save(document(TENANT, "d" + next.getAndIncrement() % 7, "text"))
                        .revision())
                .toList();

        assertThat(revisions).doesNotHaveDuplicates().hasSize(40);
        assertThat(changes(catalog, 0)).hasSize(7);
        assertThat(catalog.revision()).isEqualTo(40);
    }
}
