package serai.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import serai.audit.AuditReceipt;
import serai.query.RequestContext;
import serai.query.Stage;

/** What the caller gets: the evidence that the answer was checked and its outcome is on durable record. */
public final class Answer implements Stage {

    private final RequestContext request;
    private final String text;
    private final List<Citation> citations;
    private final Map<String, Integer> entities;
    private final AuditReceipt receipt;

    Answer(
            RequestContext request,
            String text,
            List<Citation> citations,
            Map<String, Integer> entities,
            AuditReceipt receipt) {
        this.request = requireNonNull(request);
        this.text = requireNonNull(text);
        this.citations = List.copyOf(citations);
        this.entities = Map.copyOf(entities);
        this.receipt = requireNonNull(receipt);
    }

    @Override
    public RequestContext request() {
        return request;
    }

    /** The answer with the caller's own values put back. */
    public String text() {
        return text;
    }

    public List<Citation> citations() {
        return citations;
    }

    /** How many values of each entity no model saw. */
    public Map<String, Integer> entities() {
        return entities;
    }

    public AuditReceipt receipt() {
        return receipt;
    }

    @Override
    public String toString() {
        return "Answer[" + request.requestId() + "]";
    }
}
