package serai.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import serai.audit.AuditReceipt;
import serai.catalog.DocumentRecord;
import serai.query.RequestContext;
import serai.query.Stage;

/** A document that is on stable storage and on record. */
public final class StoredDocument implements Stage {

    private final RequestContext request;
    private final DocumentRecord document;
    private final Optional<AuditReceipt> receipt;

    StoredDocument(RequestContext request, DocumentRecord document, Optional<AuditReceipt> receipt) {
        this.request = requireNonNull(request);
        this.document = requireNonNull(document);
        this.receipt = requireNonNull(receipt);
    }

    @Override
    public RequestContext request() {
        return request;
    }

    public DocumentRecord document() {
        return document;
    }

    /** The record of the change; empty when the document was stored already and nothing changed. */
    public Optional<AuditReceipt> receipt() {
        return receipt;
    }

    /** Whether the same bytes with the same labels were stored already. */
    public boolean unchanged() {
        return receipt.isEmpty();
    }

    @Override
    public String toString() {
        return "StoredDocument[" + request.requestId() + ", " + document.id() + "]";
    }
}
