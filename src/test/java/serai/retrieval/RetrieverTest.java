package serai.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import serai.access.AuthorizedQuery;
import serai.access.AuthorizedQueryFixture;
import serai.access.Decision;
import serai.access.Environment;
import serai.access.LabelSchema;
import serai.access.Labels;
import serai.access.PolicyDecisionPoint;
import serai.access.ResourceFilter;
import serai.access.ResourceFilter.All;
import serai.access.ResourceFilter.Clause;
import serai.access.ResourceFilter.None;
import serai.audit.AuditEvent;
import serai.audit.AuditReceipt;
import serai.catalog.Change;
import serai.catalog.Embedding;
import serai.catalog.NewDocument;
import serai.catalog.NewDocument.NewPassage;
import serai.intake.QueryFixture;
import serai.privacy.ScrubbedFixture;
import serai.query.DocumentId;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;
import serai.query.Tenant;

class RetrieverTest {

    private static final Tenant DEMO = VectorStoreContract.DEMO;
    private static final Environment NOON = new Environment(Instant.parse("2026-01-01T12:00:00Z"));
    private static final Subject MERCHANT = new Subject("issuer", "merchant", DEMO, Map.of("clearance", 1L), Set.of());

    private final FakeCatalog catalog = new FakeCatalog();
    private final VectorStore store = new InMemoryVectorStore();
    private final List<AuditEvent> events = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Retriever retriever = new Retriever(
            new OneWordEmbedder(),
            store,
            catalog,
            new Clearance(),
            event -> {
                events.add(event);
                return new AuditReceipt("receipt", events.size(), "00");
            },
            meters);

    @Test
    void findsThePassagesNearestToTheQuestionAsAsked() {
        save("rules", 0, "west");
        save("schedule", 1, "east");

        assertThat(texts(retrieve("east", new All(), 1))).containsExactly("east");
        assertThat(texts(retrieve("west", new All(), 2))).containsExactly("west", "east");
    }

    @Test
    void dropsCountsAndReportsWhatTheSecondDecisionRejects() {
        save("schedule", 1, "east");
        save("treasury", 0, "east");
        catalog.relabel(DEMO, new DocumentId("treasury"), VectorStoreContract.labels(3));

        GroundedPrompt prompt = retrieve("east", new All(), 5);

        assertThat(prompt.passages())
                .extracting(passage -> passage.ref().document().value())
                .containsExactly("schedule");
        assertThat(meters.counter("serai.retrieval.recheck.rejected").count()).isEqualTo(1);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(AuditEvent.Kind.RECHECK_REJECTED);
            assertThat(event.subject()).isEqualTo(MERCHANT);
            assertThat(event.details().toString())
                    .contains("treasury", "clearance")
                    .doesNotContain("east");
        });
    }

    @Test
    void releasesNothingWhenTheRejectionCannotBeRecorded() {
        save("treasury", 3, "east");
        Retriever unrecorded = new Retriever(
                new OneWordEmbedder(),
                store,
                catalog,
                new Clearance(),
                event -> {
                    throw new ProblemException(ProblemType.UNAVAILABLE, "The audit log is full.");
                },
                meters);

        assertThatThrownBy(() -> unrecorded.retrieve(authorized("east", new All(), 5)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void tellsNothingAllowedAndNothingThereAlike() {
        GroundedPrompt nothingThere = retrieve("east", new All(), 5);
        save("treasury", 3, "east");
        GroundedPrompt nothingAllowed = retrieve("east", new None(), 5);

        assertThat(nothingAllowed.passages()).isEmpty();
        assertThat(nothingThere.passages()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void leavesOutWhatTheCatalogNoLongerHolds() {
        save("schedule", 1, "east");
        catalog.delete(DEMO, new DocumentId("schedule"));

        assertThat(retrieve("east", new All(), 5).passages()).isEmpty();
    }

    @Test
    void letsOtherDocumentsShowBeforeASurplusOfOne() {
        save("chronicle", 0, "east", "east", "east", "east");
        save("rules", 0, "west");

        assertThat(documents(retrieve("east", new All(), 3))).containsExactly("chronicle", "chronicle", "rules");
        assertThat(documents(retrieve("east", new All(), 4)))
                .containsExactly("chronicle", "chronicle", "rules", "chronicle");
    }

    @Test
    void refusesANullBody() {
        assertThatThrownBy(() -> retriever.retrieve(nothing())).isInstanceOf(NullPointerException.class);
    }

    @SuppressWarnings("NullAway")
    private static AuthorizedQuery nothing() {
        return null;
    }

    private GroundedPrompt retrieve(String question, Clause clause, int limit) {
        return retriever.retrieve(authorized(question, clause, limit));
    }

    private static AuthorizedQuery authorized(String question, Clause clause, int limit) {
        return AuthorizedQueryFixture.authorized(
                ScrubbedFixture.scrubbed(QueryFixture.query(MERCHANT, question, limit, 2)),
                new ResourceFilter(clause, VectorStoreContract.SCHEMA),
                NOON);
    }

    private void save(String id, long classification, String... texts) {
        List<NewPassage> passages = new ArrayList<>();
        for (String text : texts) {
            passages.add(new NewPassage("", text, List.of(), OneWordEmbedder.vector(text)));
        }
        Labels labels = VectorStoreContract.labels(classification);
        catalog.save(new NewDocument(DEMO, new DocumentId(id), id, id, "00", labels, passages));
        store.apply(new Change.Present(
                DEMO,
                new DocumentId(id),
                catalog.revision(),
                labels,
                passages.stream().map(NewPassage::vector).toList()));
        store.refresh();
    }

    private static List<String> texts(GroundedPrompt prompt) {
        return prompt.passages().stream().map(passage -> passage.text()).toList();
    }

    private static List<String> documents(GroundedPrompt prompt) {
        return prompt.passages().stream()
                .map(passage -> passage.ref().document().value())
                .toList();
    }

    private static final class OneWordEmbedder implements Embedder {

        @Override
        public Embedding embed(String question) {
            return vector(question);
        }

        static Embedding vector(String word) {
            return word.equals("east") ? VectorStoreContract.unit(1, 0) : VectorStoreContract.unit(0, 1);
        }

        @Override
        public List<Embedding> embedAll(List<String> passages) {
            return passages.stream().map(OneWordEmbedder::vector).toList();
        }

        @Override
        public int dimensions() {
            return 2;
        }
    }

    /** Permits what is classified at most as the subject is cleared. */
    private static final class Clearance implements PolicyDecisionPoint {

        @Override
        public Decision decide(Subject subject, Labels labels, Environment environment) {
            Long clearance = (Long) subject.attributes().get("clearance");
            Long classification = (Long) labels.values().get("classification");
            return clearance != null && classification != null && classification <= clearance
                    ? new Decision.Permit("clearance")
                    : new Decision.Deny("clearance", "not cleared");
        }

        @Override
        public ResourceFilter plan(Subject subject, Environment environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LabelSchema labels() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String version() {
            return "policy-1";
        }
    }
}
