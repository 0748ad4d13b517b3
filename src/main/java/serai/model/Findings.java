package serai.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import serai.audit.AuditReceipt;
import serai.query.RequestContext;
import serai.query.Stage;

/** The passages that a search found: the evidence that the outcome is on durable record. */
public final class Findings implements Stage {

    private final RequestContext request;
    private final List<Citation> passages;
    private final AuditReceipt receipt;

    Findings(RequestContext request, List<Citation> passages, AuditReceipt receipt) {
        this.request = requireNonNull(request);
        this.passages = List.copyOf(passages);
        this.receipt = requireNonNull(receipt);
    }

    @Override
    public RequestContext request() {
        return request;
    }

    /** Best first. */
    public List<Citation> passages() {
        return passages;
    }

    public AuditReceipt receipt() {
        return receipt;
    }

    @Override
    public String toString() {
        return "Findings[" + request.requestId() + "]";
    }
}
