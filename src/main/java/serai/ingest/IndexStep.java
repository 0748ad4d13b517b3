package serai.ingest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import serai.audit.AuditReceipt;
import serai.catalog.Catalog;
import serai.catalog.DocumentRecord;
import serai.catalog.NewDocument;
import serai.catalog.NewDocument.NewPassage;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;

/**
 * Stores a document: on record first, then in the catalog, then searchable. Storing the same document again changes
 * nothing. Safe for use by many threads; two changes of one document at a time are a conflict.
 */
public final class IndexStep {

    private final Catalog catalog;
    private final ChangeLog log;
    private final WriteRights rights;
    private final Claims claims;
    private final LongConsumer follower;

    /** @param follower makes every change up to a revision searchable before it returns */
    IndexStep(Catalog catalog, ChangeLog log, WriteRights rights, Claims claims, LongConsumer follower) {
        this.catalog = catalog;
        this.log = log;
        this.rights = rights;
        this.claims = claims;
        this.follower = follower;
    }

    /**
     * The stored document; it survives a crash from here on.
     *
     * @throws ProblemException {@link ProblemType#CONFLICT} when the id is taken by a document that the caller may not
     *     replace, or is being changed; {@link ProblemType#UNAVAILABLE} when the change cannot be put on record
     */
    public StoredDocument store(EmbeddedDocument embedded) {
        requireNonNull(embedded, "embedded");
        Upload upload = embedded.labelled().parsed().upload();
        return claims.alone(upload.subject().tenant(), upload.id(), () -> storeAlone(embedded, upload));
    }

    private StoredDocument storeAlone(EmbeddedDocument embedded, Upload upload) {
        Subject subject = upload.subject();
        LabelledDocument labelled = embedded.labelled();
        rights.requireWritable(subject, labelled.labels());
        Optional<DocumentRecord> present = catalog.find(subject.tenant(), upload.id());
        if (present.isPresent() && Sameness.holds(present.get(), labelled)) {
            return new StoredDocument(upload.request(), present.get(), Optional.empty());
        }
        present.ifPresent(document -> requireReplaceable(upload, document));
        List<NewPassage> passages = embedded.passages()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT, "the document was changed by another request; send it again"));
        AuditReceipt receipt = log.ingested(labelled, passages.size());
        DocumentRecord stored = catalog.save(document(labelled, passages));
        follower.accept(stored.revision());
        return new StoredDocument(upload.request(), stored, Optional.of(receipt));
    }

    /** One answer for both reasons, so that it tells nothing of a document the caller may not read. */
    private void requireReplaceable(Upload upload, DocumentRecord present) {
        if (!upload.replace() || !rights.mayWrite(upload.subject(), present.labels())) {
            throw new ProblemException(ProblemType.CONFLICT, "the document id is taken; choose another");
        }
    }

    private static NewDocument document(LabelledDocument labelled, List<NewPassage> passages) {
        ParsedDocument parsed = labelled.parsed();
        Upload upload = parsed.upload();
        return new NewDocument(
                upload.subject().tenant(),
                upload.id(),
                parsed.title(),
                upload.source(),
                upload.content().sha256(),
                labelled.labels(),
                passages);
    }
}
