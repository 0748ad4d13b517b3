package serai.ingest;

import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import serai.access.LabelSchema;
import serai.access.Labels;
import serai.audit.AuditReceipt;
import serai.catalog.Catalog;
import serai.catalog.DocumentRecord;
import serai.query.DocumentId;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.RequestContext;
import serai.query.Subject;

/**
 * Looks up, relabels and deletes stored documents with the rights of the caller. A document that the caller may not read
 * is as if absent. Safe for use by many threads.
 */
public final class Documents {

    private final Catalog catalog;
    private final LabelSchema schema;
    private final ChangeLog log;
    private final WriteRights rights;
    private final Claims claims;
    private final LongConsumer follower;

    Documents(
            Catalog catalog,
            LabelSchema schema,
            ChangeLog log,
            WriteRights rights,
            Claims claims,
            LongConsumer follower) {
        this.catalog = catalog;
        this.schema = schema;
        this.log = log;
        this.rights = rights;
        this.claims = claims;
        this.follower = follower;
    }

    /** What a change did. */
    public record Changed(DocumentRecord document, AuditReceipt receipt) {}

    /**
     * What is known of a document.
     *
     * @throws ProblemException {@link ProblemType#NOT_FOUND} when there is none that the caller may read
     */
    public DocumentRecord find(Subject subject, DocumentId id) {
        return catalog.find(subject.tenant(), id)
                .filter(document -> rights.mayRead(subject, document.labels()))
                .orElseThrow(Documents::absent);
    }

    /**
     * Gives a document other labels, without embedding it again; searches see them when this returns.
     *
     * @param values the complete set of labels
     * @throws ProblemException {@link ProblemType#FORBIDDEN} without the scope or the right to give these labels,
     *     {@link ProblemType#NOT_FOUND}, {@link ProblemType#INVALID_REQUEST} for labels that are incomplete, or
     *     {@link ProblemType#CONFLICT} when another change runs
     */
    public Changed relabel(RequestContext request, Subject subject, DocumentId id, Map<String, ?> values) {
        return change(subject, id, () -> {
            DocumentRecord present = present(subject, id);
            Labels labels = schema.check(values);
            rights.requireWritable(subject, labels);
            AuditReceipt receipt = log.relabelled(request, subject, id, present.labels(), labels);
            DocumentRecord changed =
                    catalog.relabel(subject.tenant(), id, labels).orElseThrow(Documents::absent);
            follower.accept(changed.revision());
            return new Changed(changed, receipt);
        });
    }

    /**
     * Removes a document with its passages, vectors and data key.
     *
     * @throws ProblemException {@link ProblemType#FORBIDDEN} without the scope, {@link ProblemType#NOT_FOUND}, or
     *     {@link ProblemType#CONFLICT} when another change runs
     */
    public Changed delete(RequestContext request, Subject subject, DocumentId id) {
        return change(subject, id, () -> {
            DocumentRecord present = present(subject, id);
            AuditReceipt receipt = log.deleted(request, subject, id, present.labels());
            if (!catalog.delete(subject.tenant(), id)) {
                throw absent();
            }
            follower.accept(catalog.revision());
            return new Changed(present, receipt);
        });
    }

    /** A stranger learns nothing from a conflict: what they may not write is absent before it is claimed. */
    private <T> T change(Subject subject, DocumentId id, Supplier<T> change) {
        WriteRights.requireScope(subject);
        present(subject, id);
        return claims.alone(subject.tenant(), id, change);
    }

    /** Also whoever manages documents must read this one: else they could give it labels that let them. */
    private DocumentRecord present(Subject subject, DocumentId id) {
        return catalog.find(subject.tenant(), id)
                .filter(document -> rights.mayRead(subject, document.labels()))
                .orElseThrow(Documents::absent);
    }

    private static ProblemException absent() {
        return new ProblemException(ProblemType.NOT_FOUND, "there is no such document");
    }
}
