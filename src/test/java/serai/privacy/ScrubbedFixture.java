package serai.privacy;

import java.util.Map;
import serai.intake.Query;

/** Scrubbed queries, made without the scrubber. */
public final class ScrubbedFixture {

    private ScrubbedFixture() {}

    /** A query in which nothing was masked. */
    public static ScrubbedQuery scrubbed(Query query) {
        return scrubbed(query, query.question(), new NoPlaceholders(), Map.of());
    }

    public static ScrubbedQuery scrubbed(
            Query query, String text, PlaceholderVault vault, Map<String, Integer> entities) {
        return new ScrubbedQuery(query, text, vault, entities);
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
