package serai.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import serai.catalog.PassageRef;
import serai.query.DocumentId;
import serai.retrieval.VectorStore.Hit;

class EvidenceTest {

    @Test
    void ranksADocumentWithSeveralNearPassagesAboveOneWithASingleNearerPassage() {
        assertThat(Evidence.ranked(List.of(hit("lucky", 0, 0.51f), hit("well", 3, 0.50f), hit("well", 1, 0.49f))))
                .containsExactly(passage("well", 3), passage("well", 1), passage("lucky", 0));
    }

    @Test
    void ranksAPassageThatIsMuchNearerAboveManyThatAreFar() {
        assertThat(Evidence.ranked(List.of(
                        hit("answer", 0, 0.7f),
                        hit("long", 0, 0.5f),
                        hit("long", 1, 0.5f),
                        hit("long", 2, 0.5f),
                        hit("long", 3, 0.5f))))
                .first()
                .isEqualTo(passage("answer", 0));
    }

    @Test
    void keepsWhatIsEquallyStrongInTheOrderFound() {
        assertThat(Evidence.ranked(List.of(hit("b", 0, 0.5f), hit("a", 0, 0.5f))))
                .containsExactly(passage("b", 0), passage("a", 0));
    }

    @Test
    void findsNothingInNothing() {
        assertThat(Evidence.ranked(List.of())).isEmpty();
    }

    @Property
    void keepsThePassagesOfADocumentNearestFirst(@ForAll("found") List<Hit> hits) {
        List<PassageRef> ranked = Evidence.ranked(hits);

        assertThat(ranked).containsExactlyInAnyOrderElementsOf(passages(hits.stream()));
        for (Hit hit : hits) {
            DocumentId document = hit.passage().document();
            assertThat(ranked.stream().filter(passage -> passage.document().equals(document)))
                    .containsExactlyElementsOf(passages(hits.stream()
                            .filter(other -> other.passage().document().equals(document))));
        }
    }

    private static List<PassageRef> passages(Stream<Hit> hits) {
        return hits.map(Hit::passage).toList();
    }

    @Provide
    static Arbitrary<List<Hit>> found() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c"), Arbitraries.floats().between(-1, 1))
                .as((document, score) -> hit(document, 0, score))
                .list()
                .ofMaxSize(20)
                .map(EvidenceTest::nearestFirst);
    }

    private static List<Hit> nearestFirst(List<Hit> hits) {
        List<Hit> sorted = new ArrayList<>();
        hits.stream()
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .forEach(hit -> sorted.add(hit(hit.passage().document().value(), sorted.size(), hit.score())));
        return sorted;
    }

    private static Hit hit(String document, int ordinal, float score) {
        return new Hit(passage(document, ordinal), score);
    }

    private static PassageRef passage(String document, int ordinal) {
        return new PassageRef(new DocumentId(document), ordinal);
    }
}
