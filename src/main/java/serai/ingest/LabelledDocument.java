package serai.ingest;

import static java.util.Objects.requireNonNull;

import serai.access.Labels;
import serai.query.RequestContext;
import serai.query.Stage;

/** A document whose labels are complete, typed, and such that its caller may give them. */
public final class LabelledDocument implements Stage {

    private final ParsedDocument parsed;
    private final Labels labels;

    LabelledDocument(ParsedDocument parsed, Labels labels) {
        this.parsed = requireNonNull(parsed);
        this.labels = requireNonNull(labels);
    }

    @Override
    public RequestContext request() {
        return parsed.request();
    }

    public ParsedDocument parsed() {
        return parsed;
    }

    public Labels labels() {
        return labels;
    }

    @Override
    public String toString() {
        return "LabelledDocument[" + request().requestId() + ", "
                + parsed.upload().id() + "]";
    }
}
