package serai.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import serai.access.ResourceFilter.All;
import serai.access.ResourceFilter.Compare;
import serai.access.ResourceFilter.Operator;
import serai.catalog.Change;
import serai.catalog.NewDocument;
import serai.catalog.NewDocument.NewPassage;
import serai.query.DocumentId;
import serai.query.Tenant;

class IndexFollowerTest {

    private static final Tenant DEMO = VectorStoreContract.DEMO;

    private final FakeCatalog catalog = new FakeCatalog();
    private final VectorStore store = new InMemoryVectorStore();

    @Test
    void holdsWhatTheCatalogHoldsOnceStarted() {
        save("ledger");
        save("schedule");
        catalog.delete(DEMO, new DocumentId("schedule"));

        try (IndexFollower follower = follower(store)) {
            follower.start();

            assertThat(documents()).containsExactly("ledger");
            assertThat(follower.visible()).isEqualTo(3);
        }
    }

    @Test
    void showsAChangeToWhoeverWaitedForItsRevision() {
        try (IndexFollower follower = follower(store)) {
            follower.start();
            follower.awaitRevision(save("ledger"));
            assertThat(documents()).containsExactly("ledger");

            follower.awaitRevision(relabel("ledger", 3));
            assertThat(VectorStoreContract.documents(store, DEMO, new Compare("classification", Operator.LESS, 3)))
                    .isEmpty();

            catalog.delete(DEMO, new DocumentId("ledger"));
            follower.awaitRevision(catalog.revision());
            assertThat(documents()).isEmpty();
        }
    }

    @Test
    void beginsAtTheCheckpoint() {
        save("ledger");
        try (IndexFollower follower = follower(store)) {
            follower.start();
        }
        save("schedule");

        try (IndexFollower follower = follower(store)) {
            follower.start();
        }

        assertThat(catalog.askedSince()).isEqualTo(1);
        assertThat(store.checkpointed(VectorStoreContract.SCHEMA)).isEqualTo(2);
        assertThat(documents()).containsExactlyInAnyOrder("ledger", "schedule");
    }

    @Test
    void buildsAnIndexAnewThatIsAheadOfTheCatalog() {
        VectorStoreContract.present(store, DEMO, "stray", 9, VectorStoreContract.labels(0), VectorStoreContract.EAST);
        store.checkpoint(9, VectorStoreContract.SCHEMA);
        save("ledger");

        try (IndexFollower follower = follower(store)) {
            follower.start();

            assertThat(documents()).containsExactly("ledger");
        }
    }

    @Test
    void buildsAnIndexAnewThatWasBuiltForAnotherLabelSchema() {
        save("ledger");
        catalog.delete(DEMO, new DocumentId("ledger"));
        save("schedule");
        VectorStoreContract.present(store, DEMO, "stray", 1, VectorStoreContract.labels(0), VectorStoreContract.EAST);
        store.checkpoint(3, "schema-0");

        try (IndexFollower follower = follower(store)) {
            follower.start();

            assertThat(documents()).containsExactly("schedule");
        }
        assertThat(store.checkpointed(VectorStoreContract.SCHEMA)).isEqualTo(3);
        assertThat(store.checkpointed("schema-0")).isZero();
    }

    @Test
    void takesTheSameChangesAgainAfterAFailure() {
        Faulty faulty = new Faulty(store);
        try (IndexFollower follower = follower(faulty)) {
            follower.start();
            save("ledger");
            save("schedule");
            relabel("ledger", 3);
            faulty.failOnce("ledger");

            assertThatThrownBy(() -> follower.awaitRevision(3)).isInstanceOf(IllegalStateException.class);
            assertThat(follower.visible()).isZero();
            follower.awaitRevision(3);

            assertThat(documents()).containsExactlyInAnyOrder("ledger", "schedule");
            assertThat(follower.visible()).isEqualTo(3);
        }
    }

    @Test
    void servesManyWhoWait() throws Exception {
        try (IndexFollower follower = follower(store);
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            follower.start();
            List<Future<Boolean>> visible = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String id = "document" + i;
                Callable<Boolean> write = () -> {
                    follower.awaitRevision(save(id));
                    return store
                            .search(
                                    DEMO,
                                    VectorStoreContract.EAST,
                                    new serai.access.ResourceFilter(new All(), VectorStoreContract.SCHEMA),
                                    100)
                            .stream()
                            .anyMatch(hit -> hit.passage().document().value().equals(id));
                };
                visible.add(writers.submit(write));
            }
            for (Future<Boolean> each : visible) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    private IndexFollower follower(VectorStore followed) {
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
        return new IndexFollower(catalog, followed, VectorStoreContract.SCHEMA, clock, Duration.ofSeconds(5));
    }

    private long save(String id) {
        NewPassage passage = new NewPassage("", "text", List.of(), VectorStoreContract.EAST);
        return catalog.save(new NewDocument(
                        DEMO, new DocumentId(id), "", id, "00", VectorStoreContract.labels(0), List.of(passage)))
                .revision();
    }

    private long relabel(String id, long classification) {
        return catalog.relabel(DEMO, new DocumentId(id), VectorStoreContract.labels(classification))
                .orElseThrow()
                .revision();
    }

    private List<String> documents() {
        return VectorStoreContract.documents(store, DEMO, new All());
    }

    /** Fails once on the change of one document. */
    private static final class Faulty implements VectorStore {

        private final VectorStore store;
        private String fails = "";

        Faulty(VectorStore store) {
            this.store = store;
        }

        void failOnce(String document) {
            fails = document;
        }

        @Override
        public void apply(Change change) {
            if (change.document().value().equals(fails)) {
                fails = "";
                throw new IllegalStateException("disk full");
            }
            store.apply(change);
        }

        @Override
        public List<Hit> search(
                Tenant tenant, serai.catalog.Embedding question, serai.access.ResourceFilter filter, int limit) {
            return store.search(tenant, question, filter, limit);
        }

        @Override
        public void refresh() {
            store.refresh();
        }

        @Override
        public void checkpoint(long revision, String labelSchema) {
            store.checkpoint(revision, labelSchema);
        }

        @Override
        public long checkpointed(String labelSchema) {
            return store.checkpointed(labelSchema);
        }

        @Override
        public void reset() {
            store.reset();
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
