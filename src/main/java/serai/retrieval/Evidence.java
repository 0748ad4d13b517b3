package serai.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import serai.catalog.PassageRef;
import serai.query.DocumentId;
import serai.retrieval.VectorStore.Hit;

/**
 * How strongly the passages found speak for their documents.
 *
 * <p>The embedding model was trained to make {@code exp(20 cos)} proportional to the odds that a text answers a question.
 * So a document is as strong as the sum of these over its passages found: one about the question has several near
 * passages, where another has one that happens to use the same words. A passage counts for as much as its own odds, times
 * how much stronger its document is than its best passage alone: passages of a document keep their order, and the best of
 * each document stand in the order of the documents.
 */
final class Evidence {

    /** The factor of the cosine in the model's training, published with the model. */
    private static final double SCALE = 20;

    private record Weighed(PassageRef passage, double weight) {}

    private Evidence() {}

    /** The passages found, strongest first; nearest first where no document has two. */
    static List<PassageRef> ranked(List<Hit> hits) {
        Map<DocumentId, List<Hit>> documents = new LinkedHashMap<>();
        hits.forEach(hit -> documents
                .computeIfAbsent(hit.passage().document(), document -> new ArrayList<>())
                .add(hit));
        return documents.values().stream()
                .flatMap(Evidence::weighed)
                .sorted(Comparator.comparingDouble(Weighed::weight).reversed())
                .map(Weighed::passage)
                .toList();
    }

    private static Stream<Weighed> weighed(List<Hit> document) {
        double[] odds = document.stream()
                .mapToDouble(hit -> Math.exp(SCALE * hit.score()))
                .toArray();
        double strength = Arrays.stream(odds).sum() / Arrays.stream(odds).max().orElse(1);
        return IntStream.range(0, odds.length)
                .mapToObj(i -> new Weighed(document.get(i).passage(), odds[i] * strength));
    }
}
