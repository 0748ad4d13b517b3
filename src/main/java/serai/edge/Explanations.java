package serai.edge;

import java.time.Clock;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import serai.access.Environment;
import serai.access.Explanation;
import serai.access.PolicyExplainer;
import serai.catalog.Catalog;
import serai.catalog.DocumentRecord;
import serai.intake.Incoming;
import serai.intake.StrictJson;
import serai.query.DocumentId;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;
import serai.query.SubjectMapper;

/** The step {@code explanations}: what every rule makes of one subject and one stored document. Thread-safe. */
public final class Explanations {

    /** The scope that a caller needs, for an explanation tells that a document exists and how it is labelled. */
    static final String SCOPE = "policy.explain";

    private static final String EXPECTED = "Send {\"claims\": {...}, \"document\": \"...\"}.";

    private final Requests requests;
    private final SubjectMapper subjects;
    private final Catalog catalog;
    private final PolicyExplainer explainer;
    private final Clock clock;

    Explanations(Requests requests, SubjectMapper subjects, Catalog catalog, PolicyExplainer explainer, Clock clock) {
        this.requests = requests;
        this.subjects = subjects;
        this.catalog = catalog;
        this.explainer = explainer;
        this.clock = clock;
    }

    /**
     * Explains the decision on a document for whoever has these claims.
     *
     * @throws ProblemException {@link ProblemType#FORBIDDEN} without the scope, {@link ProblemType#NOT_FOUND} when the
     *     tenant of the claims or of the caller has no such document
     */
    public Explanation explain(Exchange exchange) {
        Incoming incoming = requests.json(exchange);
        Subject caller = incoming.caller().subject();
        Requests.demandScope(caller, SCOPE, "Explaining a decision");
        Asked asked = StrictJson.read(incoming.body(), Asked.class, EXPECTED);
        if (asked.claims() == null || asked.document() == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, EXPECTED);
        }
        Subject subject = subjects.map(asked.claims());
        if (!subject.tenant().equals(caller.tenant())) {
            throw notFound();
        }
        return explainer.explain(
                subject, document(caller, asked.document()).labels(), new Environment(clock.instant()));
    }

    private DocumentRecord document(Subject caller, String id) {
        try {
            return catalog.find(caller.tenant(), new DocumentId(id)).orElseThrow(Explanations::notFound);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such document.");
    }

    /** The body of a request. */
    record Asked(
            @Nullable Map<String, Object> claims, @Nullable String document) {}
}
