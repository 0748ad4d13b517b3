package serai.retrieval;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import serai.access.AuthorizedQuery;
import serai.access.Decision;
import serai.access.PolicyDecisionPoint;
import serai.audit.AuditEvent;
import serai.audit.AuditLog;
import serai.catalog.Catalog;
import serai.catalog.Embedding;
import serai.catalog.Passage;
import serai.catalog.PassageRef;
import serai.intake.Query;
import serai.query.DocumentId;
import serai.query.Subject;

/**
 * Finds the passages nearest to a question, ranks them by what their documents say besides, and decides each again
 * against the catalog's labels.
 *
 * <p>The index holds a copy of the labels, so a passage that the second decision rejects means a stale index or a wrong
 * filter: it is dropped, counted and put on record. Fails closed. A caller cannot tell passages that are not there from
 * passages that are not allowed. Safe for use by many threads.
 */
public final class Retriever {

    /** How many candidates to look at for each passage asked for, so that several documents can show. */
    private static final int VARIETY = 4;

    /** The fewest candidates to look at: with fewer, {@link Evidence} seldom sees two passages of a document. */
    private static final int CANDIDATES = 50;

    private final Embedder embedder;
    private final VectorStore store;
    private final Catalog catalog;
    private final PolicyDecisionPoint policy;
    private final AuditLog audit;
    private final Counter rejections;

    public Retriever(
            Embedder embedder,
            VectorStore store,
            Catalog catalog,
            PolicyDecisionPoint policy,
            AuditLog audit,
            MeterRegistry meters) {
        this.embedder = embedder;
        this.store = store;
        this.catalog = catalog;
        this.policy = policy;
        this.audit = audit;
        this.rejections = Counter.builder("serai.retrieval.recheck.rejected")
                .description("Passages that the index allowed and the policy did not")
                .register(meters);
    }

    /** The passages that the caller may read, best first, at most as many as the query asks for. */
    public GroundedPrompt retrieve(AuthorizedQuery authorized) {
        requireNonNull(authorized, "authorized");
        Query query = authorized.scrubbed().query();
        Embedding question = embedder.embed(query.question());
        int candidates = Math.max(CANDIDATES, query.limit() * VARIETY);
        List<PassageRef> strongest =
                Evidence.ranked(store.search(query.subject().tenant(), question, authorized.filter(), candidates));
        List<Passage> found = catalog.passages(query.subject().tenant(), varied(strongest, query));
        return new GroundedPrompt(authorized, recheck(authorized, query.subject(), found));
    }

    /** The first that the query asks for, where a document's surplus passages come after the other documents. */
    private static List<PassageRef> varied(List<PassageRef> strongest, Query query) {
        List<PassageRef> chosen = new ArrayList<>();
        List<PassageRef> surplus = new ArrayList<>();
        Map<DocumentId, Integer> counts = new HashMap<>();
        for (PassageRef passage : strongest) {
            int count = counts.merge(passage.document(), 1, Integer::sum);
            (count <= query.perDocument() ? chosen : surplus).add(passage);
        }
        chosen.addAll(surplus);
        return chosen.subList(0, Math.min(query.limit(), chosen.size()));
    }

    private List<Passage> recheck(AuthorizedQuery authorized, Subject subject, List<Passage> found) {
        List<Passage> permitted = new ArrayList<>();
        List<Map<String, Object>> rejected = new ArrayList<>();
        for (Passage passage : found) {
            Decision decision = policy.decide(subject, passage.document().labels(), authorized.environment());
            if (decision.permitted()) {
                permitted.add(passage);
            } else {
                rejected.add(rejection(passage, decision));
            }
        }
        if (!rejected.isEmpty()) {
            report(authorized, subject, rejected);
        }
        return permitted;
    }

    private static Map<String, Object> rejection(Passage passage, Decision decision) {
        return Map.of(
                "document", passage.ref().document().value(),
                "passage", passage.ref().ordinal(),
                "revision", passage.document().revision(),
                "rule", decision.rule());
    }

    private void report(AuthorizedQuery authorized, Subject subject, List<Map<String, Object>> rejected) {
        rejections.increment(rejected.size());
        audit.append(new AuditEvent(
                AuditEvent.Kind.RECHECK_REJECTED,
                authorized.request(),
                subject,
                Map.of("policy", authorized.policyVersion(), "rejected", List.copyOf(rejected))));
    }
}
