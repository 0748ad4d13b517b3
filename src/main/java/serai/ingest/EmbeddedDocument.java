package serai.ingest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import serai.catalog.NewDocument.NewPassage;
import serai.query.RequestContext;
import serai.query.Stage;

/** A document ready to be stored, or known to be stored as it is. */
public final class EmbeddedDocument implements Stage {

    private final LabelledDocument labelled;
    private final Optional<List<NewPassage>> passages;

    private EmbeddedDocument(LabelledDocument labelled, Optional<List<NewPassage>> passages) {
        this.labelled = requireNonNull(labelled);
        this.passages = passages.map(List::copyOf);
    }

    static EmbeddedDocument changed(LabelledDocument labelled, List<NewPassage> passages) {
        return new EmbeddedDocument(labelled, Optional.of(passages));
    }

    /** The catalog holds the same bytes with the same labels: no vector was computed. */
    static EmbeddedDocument unchanged(LabelledDocument labelled) {
        return new EmbeddedDocument(labelled, Optional.empty());
    }

    @Override
    public RequestContext request() {
        return labelled.request();
    }

    public LabelledDocument labelled() {
        return labelled;
    }

    /** The passages with their vectors; empty when the stored document is the same. */
    Optional<List<NewPassage>> passages() {
        return passages;
    }

    @Override
    public String toString() {
        return "EmbeddedDocument[" + request().requestId() + ", "
                + labelled.parsed().upload().id() + "]";
    }
}
