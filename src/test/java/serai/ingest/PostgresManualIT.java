package serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import serai.catalog.Embedding;

/** Questions of PostgreSQL users against the whole manual, as parsed, cut and embedded by the gateway. */
class PostgresManualIT {

    private static final Path MANUAL = Path.of("/usr/share/doc/postgresql-doc-15/html");
    private static final double WANTED = 0.90;

    private final EmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel();
    private final IngestSettings settings = IngestSettings.defaults();

    /** @param pages any of which answers the question */
    private record Question(String topic, String question, List<String> pages) {}

    private record Vector(String page, Embedding components) {}

    private record Passage(String page, String embeddable) {}

    @Test
    void findsThePageThatAnswersTheQuestion() throws IOException {
        assumeTrue(Files.isDirectory(MANUAL), "not run: the manual is missing; apt-get install postgresql-doc-15");

        List<Vector> vectors = passages().parallelStream()
                .map(passage -> new Vector(passage.page(), new Embedding(vector(passage.embeddable()))))
                .toList();
        List<Integer> ranks =
                questions().stream().map(question -> rank(question, vectors)).toList();

        double first = share(ranks, 1);
        double five = share(ranks, 5);
        System.out.printf(
                "PostgreSQL manual: %d passages, %d questions, right page first %.1f %%, in the top 5 %.1f %%%n",
                vectors.size(), ranks.size(), 100 * first, 100 * five);
        assertThat(five).isGreaterThanOrEqualTo(WANTED);
    }

    private List<Passage> passages() throws IOException {
        try (InputStream vocabulary = resource("/all-minilm-l6-v2-q-tokenizer.json");
                HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                        vocabulary, Map.of("padding", "false", "truncation", "false"));
                Stream<Path> pages = Files.list(MANUAL)) {
            Chunker chunker = new Chunker(
                    text -> tokenizer.encode(text, false, false).getIds().length,
                    settings.passageTokens(),
                    settings.overlapTokens());
            return pages.filter(page -> page.toString().endsWith(".html"))
                    .flatMap(page -> passages(page, chunker))
                    .toList();
        }
    }

    private Stream<Passage> passages(Path page, Chunker chunker) {
        IngestFixture ingest = new IngestFixture();
        try {
            ParsedDocument parsed = ingest.parser.parse(ingest.uploads.receive(IngestFixture.upload(
                    IngestFixture.writer(1),
                    String.valueOf(page.getFileName()),
                    Files.readAllBytes(page),
                    IngestFixture.PUBLIC)));
            return chunker.chunks(parsed.title(), parsed.sections()).stream()
                    .map(chunk -> new Passage(String.valueOf(page.getFileName()), chunk.embeddable()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The place of the first right page among the pages found, from 1. */
    private int rank(Question question, List<Vector> vectors) {
        float[] asked = vector(question.question());
        double[] scores = vectors.stream()
                .mapToDouble(vector -> dot(asked, vector.components().vector()))
                .toArray();
        List<String> pages = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .map(i -> vectors.get(i).page())
                .distinct()
                .toList();
        return 1
                + question.pages().stream()
                        .mapToInt(pages::indexOf)
                        .filter(i -> i >= 0)
                        .min()
                        .orElse(pages.size());
    }

    private float[] vector(String text) {
        return model.embed(text).content().vector();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double share(List<Integer> ranks, int most) {
        return (double) ranks.stream().filter(rank -> rank <= most).count() / ranks.size();
    }

    private static List<Question> questions() throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (InputStream lines = resource("/postgresql-questions.jsonl")) {
            return json.readerFor(Question.class).<Question>readValues(lines).readAll();
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(PostgresManualIT.class.getResourceAsStream(name), name);
    }
}
