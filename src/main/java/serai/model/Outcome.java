package serai.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import serai.catalog.Passage;
import serai.privacy.PiiSpan;
import serai.retrieval.GroundedPrompt;

/** What the audit says of passages. */
final class Outcome {

    private Outcome() {}

    /** The passages by document and ordinal, in their order. */
    static List<Map<String, Object>> documents(List<Passage> passages) {
        return passages.stream()
                .map(passage -> Map.<String, Object>of(
                        "document", passage.ref().document().value(),
                        "passage", passage.ref().ordinal()))
                .toList();
    }

    /** How many values of each entity the question and the passages hold. */
    static Map<String, Integer> entities(GroundedPrompt prompt, List<Passage> passages) {
        Map<String, Integer> counts =
                new TreeMap<>(prompt.authorized().scrubbed().entities());
        for (Passage passage : passages) {
            for (PiiSpan span : passage.personalData()) {
                counts.merge(span.entity(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
