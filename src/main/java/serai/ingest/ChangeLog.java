package serai.ingest;

import java.util.HashMap;
import java.util.Map;
import serai.access.Labels;
import serai.audit.AuditEvent;
import serai.audit.AuditLog;
import serai.audit.AuditReceipt;
import serai.audit.KeyedHash;
import serai.query.DocumentId;
import serai.query.RequestContext;
import serai.query.Subject;

/**
 * Puts changes of documents on record, before they are made: so no change lacks its record, and a crash in between leaves
 * at worst a record of a change that was not acknowledged.
 */
final class ChangeLog {

    private final AuditLog audit;
    private final KeyedHash hash;

    ChangeLog(AuditLog audit, KeyedHash hash) {
        this.audit = audit;
        this.hash = hash;
    }

    AuditReceipt ingested(LabelledDocument labelled, int passages) {
        Upload upload = labelled.parsed().upload();
        Map<String, Object> details = details(upload.id(), labelled.labels());
        details.put("content", hash.of(upload.content().sha256()));
        details.put("passages", passages);
        return append(AuditEvent.Kind.DOCUMENT_INGESTED, upload.request(), upload.subject(), details);
    }

    AuditReceipt relabelled(RequestContext request, Subject subject, DocumentId id, Labels before, Labels after) {
        Map<String, Object> details = details(id, after);
        details.put("labelsBefore", before.values());
        return append(AuditEvent.Kind.DOCUMENT_RELABELLED, request, subject, details);
    }

    AuditReceipt deleted(RequestContext request, Subject subject, DocumentId id, Labels labels) {
        return append(AuditEvent.Kind.DOCUMENT_DELETED, request, subject, details(id, labels));
    }

    private AuditReceipt append(
            AuditEvent.Kind kind, RequestContext request, Subject subject, Map<String, Object> details) {
        return audit.append(new AuditEvent(kind, request, subject, details));
    }

    private static Map<String, Object> details(DocumentId id, Labels labels) {
        Map<String, Object> details = new HashMap<>();
        details.put("document", id.value());
        details.put("labels", labels.values());
        return details;
    }
}
