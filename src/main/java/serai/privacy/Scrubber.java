package serai.privacy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import serai.intake.Query;

/** The step that masks a question; fails closed. */
public final class Scrubber {

    private final PrivacyEngine engine;

    Scrubber(PrivacyEngine engine) {
        this.engine = engine;
    }

    /**
     * The question with its personal data masked.
     *
     * @throws serai.query.ProblemException when the rules reject what it holds, or it cannot be read in time
     */
    public ScrubbedQuery scrub(Query query) {
        requireNonNull(query, "query");
        List<PiiSpan> spans = engine.find(query.question());
        engine.refuseRejected(spans);
        PlaceholderVault vault = engine.newVault();
        return new ScrubbedQuery(query, engine.mask(query.question(), spans, vault), vault, count(spans));
    }

    private static Map<String, Integer> count(List<PiiSpan> spans) {
        return spans.stream()
                .map(PiiSpan::entity)
                .collect(Collectors.toMap(Function.identity(), entity -> 1, Integer::sum));
    }
}
