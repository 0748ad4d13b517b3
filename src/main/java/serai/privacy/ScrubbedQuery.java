package serai.privacy;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import serai.intake.Query;
import serai.query.RequestContext;
import serai.query.Stage;

/** A question whose personal data is masked: the evidence that the privacy engine has run. */
public final class ScrubbedQuery implements Stage {

    private final Query query;
    private final String text;
    private final PlaceholderVault vault;
    private final Map<String, Integer> entities;

    ScrubbedQuery(Query query, String text, PlaceholderVault vault, Map<String, Integer> entities) {
        this.query = requireNonNull(query);
        this.text = requireNonNull(text);
        this.vault = requireNonNull(vault);
        this.entities = Map.copyOf(entities);
    }

    @Override
    public RequestContext request() {
        return query.request();
    }

    /** The question as asked. Stays inside the gateway; the embedder and the audit's keyed hash may use it. */
    public Query query() {
        return query;
    }

    /** The question as a model may see it. */
    public String text() {
        return text;
    }

    /** Masks passages with, and restores answers from. */
    public PlaceholderVault vault() {
        return vault;
    }

    /** How many values of each entity were masked. */
    public Map<String, Integer> entities() {
        return entities;
    }

    @Override
    public String toString() {
        return "ScrubbedQuery[" + request().requestId() + "]";
    }
}
