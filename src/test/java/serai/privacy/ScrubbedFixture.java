package serai.privacy;

import java.util.Map;
import serai.intake.Query;

/** Scrubbed queries without personal data. */
public final class ScrubbedFixture {

    private ScrubbedFixture() {}

    public static ScrubbedQuery scrubbed(Query query) {
        return new ScrubbedQuery(query, query.question(), new ConversationVault(), Map.of());
    }
}
