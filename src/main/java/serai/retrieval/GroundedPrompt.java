package serai.retrieval;

import static java.util.Objects.requireNonNull;

import java.util.List;
import serai.access.AuthorizedQuery;
import serai.catalog.Passage;
import serai.query.RequestContext;
import serai.query.Stage;

/** A question with passages that were each decided a second time: the evidence that retrieval has run. */
public final class GroundedPrompt implements Stage {

    private final AuthorizedQuery authorized;
    private final List<Passage> passages;

    GroundedPrompt(AuthorizedQuery authorized, List<Passage> passages) {
        this.authorized = requireNonNull(authorized);
        this.passages = List.copyOf(passages);
    }

    @Override
    public RequestContext request() {
        return authorized.request();
    }

    public AuthorizedQuery authorized() {
        return authorized;
    }

    /** What the caller may read, best first, as stored; a model sees these masked. */
    public List<Passage> passages() {
        return passages;
    }

    @Override
    public String toString() {
        return "GroundedPrompt[" + request().requestId() + "]";
    }
}
