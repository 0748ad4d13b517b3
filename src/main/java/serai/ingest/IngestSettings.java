package serai.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How documents are taken in.
 *
 * @param maxBytes the largest document
 * @param maxText the most characters of text taken from one document
 * @param maxPassages the most passages of one document
 * @param parseTime how long one document may take to parse
 * @param parsers how many documents are parsed at a time
 * @param passageTokens the most tokens of a passage with its title and heading; the embedding model reads 256
 * @param overlapTokens how many tokens of a passage are repeated at the start of the next one of the same section
 * @param inbox the name of the watched folder, under {@code serai.home}
 * @param inboxTenant the tenant that documents from the inbox belong to
 * @param presets labels by preset name, such as {@code public: {classification: 0, departments: ""}}; lists are
 *     written as comma-separated strings
 */
@ConfigurationProperties(prefix = "serai.ingest", ignoreUnknownFields = false)
public record IngestSettings(
        @DefaultValue("20MB") DataSize maxBytes,
        @DefaultValue("4000000") int maxText,
        @DefaultValue("5000") int maxPassages,
        @DefaultValue("20s") Duration parseTime,
        @DefaultValue("2") int parsers,
        @DefaultValue("160") int passageTokens,
        @DefaultValue("30") int overlapTokens,
        @DefaultValue("inbox") String inbox,
        @DefaultValue("demo") String inboxTenant,
        @DefaultValue Map<String, Map<String, String>> presets) {

    public IngestSettings {
        presets = Map.copyOf(presets);
        List<String> mistakes = new ArrayList<>();
        check(mistakes, maxBytes.toBytes() > 0 && maxBytes.toBytes() <= 1L << 30, "max-bytes must be 1B to 1GB");
        check(mistakes, maxText > 0, "max-text must be positive");
        check(mistakes, maxPassages > 0, "max-passages must be positive");
        check(mistakes, parseTime.isPositive(), "parse-time must be positive");
        check(mistakes, parsers > 0 && parsers <= 64, "parsers must be 1 to 64");
        check(mistakes, passageTokens >= 64, "passage-tokens must be at least 64");
        check(
                mistakes,
                overlapTokens >= 0 && overlapTokens <= passageTokens / 2,
                "overlap-tokens must be 0 to half of passage-tokens");
        check(mistakes, inbox.matches("[A-Za-z0-9_-]{1,64}"), "inbox must be the name of a folder under serai.home");
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("serai.ingest: " + String.join("; ", mistakes));
        }
    }

    /** The settings when nothing is configured. */
    static IngestSettings defaults() {
        return new IngestSettings(
                DataSize.ofMegabytes(20),
                4_000_000,
                5000,
                Duration.ofSeconds(20),
                2,
                160,
                30,
                "inbox",
                "demo",
                Map.of());
    }

    private static void check(List<String> mistakes, boolean holds, String mistake) {
        if (!holds) {
            mistakes.add(mistake);
        }
    }
}
