package serai.retrieval;

import java.util.List;
import serai.access.AuthorizedQuery;
import serai.catalog.Passage;

/** Prompts, made without retrieval. */
public final class GroundedPromptFixture {

    private GroundedPromptFixture() {}

    public static GroundedPrompt prompt(AuthorizedQuery authorized, List<Passage> passages) {
        return new GroundedPrompt(authorized, passages);
    }
}
