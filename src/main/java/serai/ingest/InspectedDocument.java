package serai.ingest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import serai.privacy.PiiSpan;
import serai.query.RequestContext;
import serai.query.Stage;

/** A document cut into passages whose personal data was found. */
public final class InspectedDocument implements Stage {

    private final LabelledDocument labelled;
    private final List<Inspected> passages;

    InspectedDocument(LabelledDocument labelled, List<Inspected> passages) {
        this.labelled = requireNonNull(labelled);
        this.passages = List.copyOf(passages);
    }

    /** A passage and where it holds personal data. */
    record Inspected(Chunk chunk, List<PiiSpan> personalData) {
        Inspected {
            personalData = List.copyOf(personalData);
        }
    }

    @Override
    public RequestContext request() {
        return labelled.request();
    }

    public LabelledDocument labelled() {
        return labelled;
    }

    List<Inspected> passages() {
        return passages;
    }

    @Override
    public String toString() {
        return "InspectedDocument[" + request().requestId() + ", " + passages.size() + " passages]";
    }
}
