package serai.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import serai.access.Labels;
import serai.access.LabelsFixture;
import serai.access.ResourceFilter;
import serai.access.ResourceFilter.All;
import serai.access.ResourceFilter.And;
import serai.access.ResourceFilter.Clause;
import serai.access.ResourceFilter.Compare;
import serai.access.ResourceFilter.Empty;
import serai.access.ResourceFilter.HasAny;
import serai.access.ResourceFilter.In;
import serai.access.ResourceFilter.IsTrue;
import serai.access.ResourceFilter.None;
import serai.access.ResourceFilter.Not;
import serai.access.ResourceFilter.Operator;
import serai.access.ResourceFilter.Or;
import serai.catalog.Change;
import serai.catalog.Embedding;
import serai.catalog.PassageRef;
import serai.query.DocumentId;
import serai.query.Tenant;
import serai.retrieval.VectorStore.Hit;

/** What every vector store keeps to. */
public interface VectorStoreContract {

    Tenant DEMO = new Tenant("demo");
    Tenant OTHER = new Tenant("other");
    String SCHEMA = "schema-1";
    Embedding EAST = unit(1, 0);

    /** A new, empty store. */
    VectorStore store();

    /** The same store, closed and opened again. */
    VectorStore reopened();

    @Test
    default void findsTheNearestFirst() {
        VectorStore store = store();
        present(store, DEMO, "far", 1, labels(0), unit(0, 1));
        present(store, DEMO, "near", 2, labels(0), unit(0.9, 0.1));
        present(store, DEMO, "nearest", 3, labels(0), unit(1, 0.01));
        store.refresh();

        assertThat(documents(store, DEMO, new All())).containsExactly("nearest", "near", "far");
        assertThat(search(store, DEMO, new All(), 2)).hasSize(2);
        assertThat(search(store, DEMO, new All(), 1).getFirst().score()).isCloseTo(1f, within(0.001f));
    }

    @Test
    default void namesEachPassageByItsPlaceInTheDocument() {
        VectorStore store = store();
        present(store, DEMO, "ledger", 1, labels(0), unit(0, 1), unit(1, 0), unit(-1, 0));
        store.refresh();

        assertThat(search(store, DEMO, new All(), 9).stream().map(Hit::passage))
                .containsExactly(ref("ledger", 1), ref("ledger", 0), ref("ledger", 2));
    }

    @Test
    default void showsNothingOfAnotherTenant() {
        VectorStore store = store();
        present(store, DEMO, "ours", 1, labels(0), EAST);
        present(store, OTHER, "theirs", 2, labels(0), EAST);
        store.refresh();

        assertThat(documents(store, DEMO, new All())).containsExactly("ours");
        assertThat(documents(store, OTHER, new All())).containsExactly("theirs");
        assertThat(documents(store, new Tenant("unknown"), new All())).isEmpty();
    }

    @Test
    default void keepsDocumentsOfTheSameNameApartByTenant() {
        VectorStore store = store();
        present(store, DEMO, "ledger", 1, labels(0), EAST);
        present(store, OTHER, "ledger", 2, labels(0), EAST);
        store.apply(new Change.Gone(OTHER, new DocumentId("ledger"), 3));
        store.refresh();

        assertThat(documents(store, DEMO, new All())).containsExactly("ledger");
        assertThat(documents(store, OTHER, new All())).isEmpty();
    }

    @Test
    default void matchesOnlyDocumentsOfTheFiltersSchema() {
        VectorStore store = store();
        present(store, DEMO, "present", 1, labels(0), EAST);
        present(
                store,
                DEMO,
                "former",
                2,
                LabelsFixture.labels("schema-0", labels(0).values()),
                EAST);
        store.refresh();

        assertThat(documents(store, DEMO, new All())).containsExactly("present");
        assertThat(documents(store, DEMO, new Not(new Compare("classification", Operator.GREATER, 3))))
                .containsExactly("present");
    }

    @Test
    default void findsNothingForAFilterThatMatchesNothing() {
        VectorStore store = store();
        present(store, DEMO, "ledger", 1, labels(0), EAST);
        store.refresh();

        assertThat(documents(store, DEMO, new None())).isEmpty();
        assertThat(documents(store, DEMO, new And(List.of(new All(), new None()))))
                .isEmpty();
        assertThat(documents(store, DEMO, new Not(new All()))).isEmpty();
    }

    @Test
    default void comparesNumbersWithEveryOperator() {
        VectorStore store = store();
        for (long level : new long[] {-1, 0, 1, 2}) {
            present(store, DEMO, "level" + level, level + 2, labels(level), EAST);
        }
        store.refresh();

        assertThat(documents(store, DEMO, new Compare("classification", Operator.LESS, 1)))
                .containsExactlyInAnyOrder("level-1", "level0");
        assertThat(documents(store, DEMO, new Compare("classification", Operator.LESS_OR_EQUAL, 1)))
                .containsExactlyInAnyOrder("level-1", "level0", "level1");
        assertThat(documents(store, DEMO, new Compare("classification", Operator.EQUAL, 1)))
                .containsExactly("level1");
        assertThat(documents(store, DEMO, new Compare("classification", Operator.GREATER_OR_EQUAL, 1)))
                .containsExactlyInAnyOrder("level1", "level2");
        assertThat(documents(store, DEMO, new Compare("classification", Operator.GREATER, 1)))
                .containsExactly("level2");
    }

    @Test
    default void comparesTheLeastAndTheGreatestNumber() {
        VectorStore store = store();
        present(store, DEMO, "least", 1, labels(Long.MIN_VALUE), EAST);
        present(store, DEMO, "greatest", 2, labels(Long.MAX_VALUE), EAST);
        store.refresh();

        assertThat(documents(store, DEMO, new Compare("classification", Operator.LESS, Long.MIN_VALUE)))
                .isEmpty();
        assertThat(documents(store, DEMO, new Compare("classification", Operator.GREATER, Long.MAX_VALUE)))
                .isEmpty();
        assertThat(documents(store, DEMO, new Compare("classification", Operator.EQUAL, Long.MIN_VALUE)))
                .containsExactly("least");
        assertThat(documents(store, DEMO, new Compare("classification", Operator.GREATER_OR_EQUAL, Long.MAX_VALUE)))
                .containsExactly("greatest");
    }

    @Test
    default void matchesStringsFlagsAndLists() {
        VectorStore store = store();
        present(store, DEMO, "payroll", 1, labels(0, "confidential hr", true, List.of("hr", "treasury")), EAST);
        present(store, DEMO, "schedule", 2, labels(0, "trade", false, List.of()), EAST);
        store.refresh();

        assertThat(documents(store, DEMO, new In("owner", Set.of("trade", "none"))))
                .containsExactly("schedule");
        assertThat(documents(store, DEMO, new In("owner", Set.of("confidential hr"))))
                .containsExactly("payroll");
        assertThat(documents(store, DEMO, new In("owner", Set.of("confidential"))))
                .isEmpty();
        assertThat(documents(store, DEMO, new IsTrue("sealed"))).containsExactly("payroll");
        assertThat(documents(store, DEMO, new Not(new IsTrue("sealed")))).containsExactly("schedule");
        assertThat(documents(store, DEMO, new HasAny("departments", Set.of("treasury", "trade"))))
                .containsExactly("payroll");
        assertThat(documents(store, DEMO, new Empty("departments"))).containsExactly("schedule");
        assertThat(documents(store, DEMO, new Not(new HasAny("departments", Set.of("hr")))))
                .containsExactly("schedule");
    }

    @Test
    default void combinesClauses() {
        VectorStore store = store();
        present(store, DEMO, "payroll", 1, labels(2, "hr", true, List.of("hr")), EAST);
        present(store, DEMO, "treasury", 2, labels(3, "keeper", true, List.of("treasury")), EAST);
        present(store, DEMO, "rules", 3, labels(0, "keeper", false, List.of()), EAST);
        store.refresh();
        Clause open = new Or(List.of(new Empty("departments"), new HasAny("departments", Set.of("hr"))));

        assertThat(documents(store, DEMO, open)).containsExactlyInAnyOrder("payroll", "rules");
        assertThat(documents(store, DEMO, new And(List.of(open, new IsTrue("sealed")))))
                .containsExactly("payroll");
        assertThat(documents(store, DEMO, new Not(open))).containsExactly("treasury");
        assertThat(documents(
                        store, DEMO, new Not(new And(List.of(new IsTrue("sealed"), new In("owner", Set.of("hr")))))))
                .containsExactlyInAnyOrder("treasury", "rules");
    }

    @Test
    default void showsChangesAfterARefreshOnly() {
        VectorStore store = store();
        present(store, DEMO, "ledger", 1, labels(0), EAST);
        assertThat(documents(store, DEMO, new All())).isEmpty();

        store.refresh();

        assertThat(documents(store, DEMO, new All())).containsExactly("ledger");
    }

    @Test
    default void relabelsWithoutTouchingTheVectors() {
        VectorStore store = store();
        present(store, DEMO, "ledger", 1, labels(0), unit(0, 1), unit(1, 0.2));
        store.apply(new Change.Relabelled(DEMO, new DocumentId("ledger"), 2, labels(3)));
        store.refresh();
        List<Hit> before = search(store, DEMO, new Compare("classification", Operator.EQUAL, 3), 9);
        store.apply(new Change.Relabelled(DEMO, new DocumentId("ledger"), 3, labels(1)));
        store.refresh();

        assertThat(documents(store, DEMO, new Compare("classification", Operator.EQUAL, 3)))
                .isEmpty();
        assertThat(search(store, DEMO, new Compare("classification", Operator.EQUAL, 1), 9))
                .isEqualTo(before)
                .extracting(Hit::passage)
                .containsExactly(ref("ledger", 1), ref("ledger", 0));
    }

    @Test
    default void replacesAllPassagesOfADocument() {
        VectorStore store = store();
        present(store, DEMO, "ledger", 1, labels(0), EAST, EAST, EAST);
        store.refresh();
        present(store, DEMO, "ledger", 2, labels(0), unit(0, 1));
        store.refresh();

        assertThat(search(store, DEMO, new All(), 9)).extracting(Hit::passage).containsExactly(ref("ledger", 0));
    }

    @Test
    default void deletesAllPassagesOfADocument() {
        VectorStore store = store();
        present(store, DEMO, "ledger", 1, labels(0), EAST, EAST);
        present(store, DEMO, "ledger.2", 2, labels(0), EAST);
        store.refresh();
        store.apply(new Change.Gone(DEMO, new DocumentId("ledger"), 3));
        store.refresh();

        assertThat(documents(store, DEMO, new All())).containsExactly("ledger.2");
    }

    @Test
    default void appliesAChangeTwiceAsOnce() {
        VectorStore store = store();
        for (int time = 0; time < 2; time++) {
            present(store, DEMO, "ledger", 1, labels(0), EAST, unit(0, 1));
            store.apply(new Change.Relabelled(DEMO, new DocumentId("ledger"), 2, labels(1)));
            store.apply(new Change.Gone(DEMO, new DocumentId("absent"), 3));
            store.apply(new Change.Relabelled(DEMO, new DocumentId("absent"), 4, labels(1)));
        }
        store.refresh();

        assertThat(documents(store, DEMO, new All())).containsExactly("ledger", "ledger");
    }

    @Test
    default void holdsACheckpointWhenReopened() {
        VectorStore store = store();
        assertThat(store.checkpointed(SCHEMA)).isZero();
        present(store, DEMO, "ledger", 1, labels(0), EAST);
        present(store, OTHER, "theirs", 2, labels(0), EAST);
        store.checkpoint(2, SCHEMA);

        VectorStore again = reopened();
        again.refresh();

        assertThat(again.checkpointed(SCHEMA)).isEqualTo(2);
        assertThat(documents(again, DEMO, new All())).containsExactly("ledger");
        assertThat(documents(again, OTHER, new All())).containsExactly("theirs");
    }

    @Test
    default void knowsTheLabelSchemaOfItsCheckpoint() {
        VectorStore store = store();
        present(store, DEMO, "ledger", 1, labels(0), EAST);
        store.checkpoint(1, SCHEMA);

        VectorStore again = reopened();

        assertThat(again.checkpointed(SCHEMA)).isEqualTo(1);
        assertThat(again.checkpointed("schema-0")).isZero();
    }

    @Test
    default void takesWhatCameAfterTheCheckpointAgain() {
        VectorStore store = store();
        present(store, DEMO, "ledger", 1, labels(0), EAST);
        store.checkpoint(1, SCHEMA);
        present(store, DEMO, "ledger", 2, labels(2), EAST);
        present(store, DEMO, "schedule", 3, labels(0), EAST);

        VectorStore again = reopened();
        present(again, DEMO, "ledger", 2, labels(2), EAST);
        present(again, DEMO, "schedule", 3, labels(0), EAST);
        again.refresh();

        assertThat(documents(again, DEMO, new Compare("classification", Operator.EQUAL, 2)))
                .containsExactly("ledger");
        assertThat(documents(again, DEMO, new All())).containsExactlyInAnyOrder("ledger", "schedule");
    }

    @Test
    default void forgetsEverythingOnReset() {
        VectorStore store = store();
        present(store, DEMO, "ledger", 1, labels(0), EAST);
        store.checkpoint(1, SCHEMA);
        store.refresh();

        store.reset();

        assertThat(store.checkpointed(SCHEMA)).isZero();
        assertThat(documents(store, DEMO, new All())).isEmpty();
        assertThat(documents(reopened(), DEMO, new All())).isEmpty();
    }

    @Test
    default void showsAReplacedDocumentWholeToConcurrentReaders() throws Exception {
        VectorStore store = store();
        present(store, DEMO, "ledger", 1, labels(0), EAST, EAST);
        store.refresh();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Set<Integer>>> seen = new ArrayList<>();
            Callable<Set<Integer>> read =
                    () -> Set.of(search(store, DEMO, new All(), 9).size());
            for (int revision = 2; revision < 50; revision++) {
                seen.add(readers.submit(read));
                present(store, DEMO, "ledger", revision, labels(revision % 3), EAST, EAST);
                store.refresh();
            }
            for (Future<Set<Integer>> each : seen) {
                assertThat(each.get()).containsExactly(2);
            }
        }
    }

    static void present(
            VectorStore store, Tenant tenant, String document, long revision, Labels labels, Embedding... vectors) {
        store.apply(new Change.Present(tenant, new DocumentId(document), revision, labels, List.of(vectors)));
    }

    static List<Hit> search(VectorStore store, Tenant tenant, Clause clause, int limit) {
        return store.search(tenant, EAST, new ResourceFilter(clause, SCHEMA), limit);
    }

    static List<String> documents(VectorStore store, Tenant tenant, Clause clause) {
        return search(store, tenant, clause, 9).stream()
                .map(hit -> hit.passage().document().value())
                .toList();
    }

    static Labels labels(long classification) {
        return labels(classification, "keeper", false, List.of());
    }

    static Labels labels(long classification, String owner, boolean sealed, List<String> departments) {
        return LabelsFixture.labels(
                SCHEMA,
                Map.of("classification", classification, "owner", owner, "sealed", sealed, "departments", departments));
    }

    static PassageRef ref(String document, int ordinal) {
        return new PassageRef(new DocumentId(document), ordinal);
    }

    /** The direction of (x, y), of unit length. */
    static Embedding unit(double x, double y) {
        double length = Math.hypot(x, y);
        return new Embedding(new float[] {(float) (x / length), (float) (y / length)});
    }
}
