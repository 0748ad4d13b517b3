package serai.catalog;

import java.util.List;
import serai.access.Labels;
import serai.query.DocumentId;
import serai.query.Tenant;

/** The present state of a document that changed: what an index must hold for it. */
public sealed interface Change {

    Tenant tenant();

    DocumentId document();

    long revision();

    /** The document is there, with these vectors in the order of its passages. */
    record Present(Tenant tenant, DocumentId document, long revision, Labels labels, List<Embedding> vectors)
            implements Change {}

    /** The labels changed and the passages did not. */
    record Relabelled(Tenant tenant, DocumentId document, long revision, Labels labels) implements Change {}

    /** The document is gone. */
    record Gone(Tenant tenant, DocumentId document, long revision) implements Change {}
}
