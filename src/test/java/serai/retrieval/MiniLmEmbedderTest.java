package serai.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import serai.catalog.Embedding;

class MiniLmEmbedderTest {

    private static final MiniLmEmbedder EMBEDDER =
            new MiniLmEmbedder(RetrievalSettings.defaults(), Path.of("target", "natives"));

    @AfterAll
    static void close() {
        EMBEDDER.close();
    }

    @Test
    void makesVectorsOfUnitLength() {
        Embedding vector = EMBEDDER.embed("When does the caravan leave for Samarkand?");

        assertThat(vector.dimensions()).isEqualTo(EMBEDDER.dimensions()).isEqualTo(384);
        assertThat(dot(vector, vector)).isCloseTo(1, within(1e-4));
    }

    @Test
    void putsAQuestionNearItsAnswer() {
        Embedding question = EMBEDDER.embed("How many camels may rest in the courtyard?");
        List<Embedding> passages = EMBEDDER.embedAll(
                List.of("The treasury is counted at the new moon.", "The courtyard has room for two hundred camels."));

        assertThat(dot(question, passages.get(1))).isGreaterThan(dot(question, passages.get(0)) + 0.3);
    }

    @Test
    void keepsTheOrderOfPassagesBeyondTheQueue() {
        List<String> texts = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> "Camel number " + i)
                .toList();

        List<Embedding> vectors = EMBEDDER.embedAll(texts);

        assertThat(vectors).hasSize(100);
        assertThat(vectors.get(37)).isEqualTo(EMBEDDER.embed("Camel number 37"));
    }

    @Test
    void embedsARepeatedQuestionOnce() {
        assertThat(EMBEDDER.embed("Who guards the gate?")).isSameAs(EMBEDDER.embed("Who guards the gate?"));
    }

    @Test
    void readsATextToTheEndOfItsWindow() {
        String camels = "camel ".repeat(MiniLmEmbedder.WINDOW - 1);

        assertThat(EMBEDDER.embed(camels + "saffron")).isNotEqualTo(EMBEDDER.embed(camels + "camel"));
        assertThat(EMBEDDER.embed(camels + "camel saffron")).isEqualTo(EMBEDDER.embed(camels + "camel"));
    }

    @Test
    void countsTokensAsTheModelDoes() {
        assertThat(EMBEDDER.tokens("camel")).isEqualTo(1);
        assertThat(EMBEDDER.tokens("The camel rests.")).isEqualTo(4);
        assertThat(EMBEDDER.tokens("camel ".repeat(2_000))).isEqualTo(2_000);
    }

    private static double dot(Embedding a, Embedding b) {
        float[] left = a.vector();
        float[] right = b.vector();
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
