package serai.privacy;

import java.util.Map;
import serai.intake.Query;

/** Scrubbed queries, made without the engine. */
public final class ScrubbedFixture {

    private ScrubbedFixture() {}

    /** A query in which nothing was masked. */
    public static ScrubbedQuery scrubbed(Query query) {
        return new ScrubbedQuery(query, query.question(), new NoPlaceholders(), Map.of());
    }

    private record NoPlaceholders() implements PlaceholderVault {

        @Override
        public String placeholder(String entity, String value) {
            return "<" + entity + "_1>";
        }

        @Override
        public String restore(String text) {
            return text;
        }
    }
}
