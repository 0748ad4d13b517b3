package serai.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import serai.audit.AuditEvent;
import serai.audit.AuditLog;
import serai.audit.AuditReceipt;
import serai.audit.KeyedHash;
import serai.catalog.Passage;
import serai.query.RequestContext;
import serai.query.Subject;
import serai.retrieval.GroundedPrompt;

/**
 * The last step: checks what is about to leave and puts it on record first. Safe for use by many threads.
 *
 * <p>Fails closed: when a check throws or the record cannot be made durable, nothing is released.
 */
public final class AnswerGate {

    /** Stands before the answer of a model that cites nothing. */
    static final String UNCITED = "No passage is cited for this answer: check it before you rely on it.\n\n";

    private final PersonalData detector;
    private final AuditLog audit;
    private final KeyedHash hash;

    AnswerGate(PersonalData detector, AuditLog audit, KeyedHash hash) {
        this.detector = detector;
        this.audit = audit;
        this.hash = hash;
    }

    /**
     * The answer as the caller may have it, once its record is durable.
     *
     * <p>Placeholders are restored; personal data that neither the question nor a passage holds, links to hosts that no
     * passage names and citations of passages that were not shown are removed.
     *
     * @throws serai.query.ProblemException {@link serai.query.ProblemType#UNAVAILABLE} when the record cannot be made
     */
    public Answer release(Draft draft) {
        requireNonNull(draft, "draft");
        Map<String, Integer> findings = new TreeMap<>();
        Citations citations = new Citations(draft.shown().size());
        String text = check(draft, citations, findings);
        Map<String, Integer> entities = Outcome.entities(draft.prompt(), draft.shown());
        AuditReceipt receipt = record(draft, text, citations.cited(), entities, findings);
        return new Answer(draft.request(), text, cite(draft, citations.cited()), entities, receipt);
    }

    /**
     * The passages of a search, once the record of it is durable.
     *
     * @throws serai.query.ProblemException {@link serai.query.ProblemType#UNAVAILABLE} when the record cannot be made
     */
    public Findings show(GroundedPrompt prompt) {
        requireNonNull(prompt, "prompt");
        Map<String, Object> details = details(prompt, prompt.passages());
        details.put("entities", Outcome.entities(prompt, prompt.passages()));
        AuditReceipt receipt = append(AuditEvent.Kind.SEARCH_OUTCOME, prompt, details);
        return new Findings(prompt.request(), citations(prompt.passages()), receipt);
    }

    private String check(Draft draft, Citations citations, Map<String, Integer> findings) {
        Checked restored = Placeholders.restore(
                Links.visible(draft.text()),
                draft.prompt().authorized().scrubbed().vault());
        Checked justified = new Justification(sources(draft)).withhold(restored.text(), detector);
        Checked linked = Links.of(draft.shown()).remove(justified.text());
        Checked cited = citations.check(linked.text());
        findings.put("unknownPlaceholders", restored.found());
        findings.put("unjustifiedPersonalData", justified.found());
        findings.put("removedLinks", linked.found());
        findings.put("unknownCitations", cited.found());
        boolean uncited = citations.cited().isEmpty() && !cited.text().equals(Chat.NOTHING);
        findings.put("uncited", uncited ? 1 : 0);
        return uncited ? UNCITED + cited.text() : cited.text();
    }

    private static List<String> sources(Draft draft) {
        List<String> sources = new ArrayList<>();
        sources.add(draft.prompt().authorized().scrubbed().query().question());
        for (Passage passage : draft.shown()) {
            sources.add(passage.document().title());
            sources.add(passage.heading());
            sources.add(passage.text());
        }
        return sources;
    }

    private AuditReceipt record(
            Draft draft,
            String text,
            Set<Integer> cited,
            Map<String, Integer> entities,
            Map<String, Integer> findings) {
        Map<String, Object> details = details(draft.prompt(), draft.shown());
        details.put("model", draft.model());
        details.put("cited", List.copyOf(new TreeSet<>(cited)));
        details.put("entities", entities);
        details.put("findings", findings);
        details.put("answer", hash.of(text));
        return append(AuditEvent.Kind.QUERY_OUTCOME, draft.prompt(), details);
    }

    private static Map<String, Object> details(GroundedPrompt prompt, List<Passage> passages) {
        Map<String, Object> details = new HashMap<>();
        details.put("intent", prompt.authorized().intent().sequence());
        details.put("policyVersion", prompt.authorized().policyVersion());
        details.put("documents", Outcome.documents(passages));
        return details;
    }

    private AuditReceipt append(AuditEvent.Kind kind, GroundedPrompt prompt, Map<String, Object> details) {
        RequestContext request = prompt.request();
        Subject subject = prompt.authorized().scrubbed().query().subject();
        return requireNonNull(audit.append(new AuditEvent(kind, request, subject, details)), "receipt");
    }

    private static List<Citation> cite(Draft draft, Set<Integer> cited) {
        return citations(draft.shown()).stream()
                .filter(citation -> cited.contains(citation.number()))
                .toList();
    }

    private static List<Citation> citations(List<Passage> passages) {
        return IntStream.rangeClosed(1, passages.size())
                .mapToObj(number -> citation(number, passages.get(number - 1)))
                .toList();
    }

    private static Citation citation(int number, Passage passage) {
        return new Citation(
                number,
                passage.ref().document(),
                passage.document().title(),
                passage.document().source(),
                passage.text());
    }
}
