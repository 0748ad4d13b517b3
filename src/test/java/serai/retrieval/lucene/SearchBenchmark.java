package serai.retrieval.lucene;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import serai.access.LabelsFixture;
import serai.access.ResourceFilter;
import serai.access.ResourceFilter.And;
import serai.access.ResourceFilter.Compare;
import serai.access.ResourceFilter.Empty;
import serai.access.ResourceFilter.HasAny;
import serai.access.ResourceFilter.Not;
import serai.access.ResourceFilter.Operator;
import serai.access.ResourceFilter.Or;
import serai.catalog.Change;
import serai.catalog.Embedding;
import serai.query.DocumentId;
import serai.query.Tenant;
import serai.retrieval.VectorStore;
import serai.retrieval.VectorStore.Hit;

/**
 * CPU time and recall of filtered searches; a program, not a test. {@code docs/performance.md} says how to run it.
 *
 * <p>Vectors lie in two levels of clusters in a space of 64 dimensions, blown up to 384, as texts do.
 */
final class SearchBenchmark {

    private static final Tenant TENANT = new Tenant("demo");
    private static final int DIMENSIONS = 384;
    private static final int LATENT = 64;
    private static final int PASSAGES_PER_DOCUMENT = 10;
    private static final int QUERIES = 300;
    private static final int LIMIT = 50;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Random random = new Random(7);
    private final float[][] projection = gaussians(LATENT, DIMENSIONS, 1);
    private final float[][] themes = gaussians(50, LATENT, 1);
    private final Path directory;

    private SearchBenchmark(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException {
        for (String passages : arguments) {
            Path directory = Files.createTempDirectory("search-benchmark");
            new SearchBenchmark(directory).run(Integer.parseInt(passages));
        }
    }

    private void run(int passages) throws IOException {
        long start = threads.getCurrentThreadCpuTime();
        try (VectorStore store = LuceneVectorStore.open(directory)) {
            for (int document = 0; document < passages / PASSAGES_PER_DOCUMENT; document++) {
                store.apply(document(document));
                if (document % 20 == 19) {
                    store.refresh();
                }
            }
            store.refresh();
            store.checkpoint(1, "schema-1");
        }
        System.out.printf(
                "%,d passages, %d segments, applied in %,d ms CPU%n",
                passages, segments(), (threads.getCurrentThreadCpuTime() - start) / 1_000_000);
        try (VectorStore store = LuceneVectorStore.open(directory);
                LuceneVectorStore exact = copy()) {
            System.out.printf("| allowed | CPU p50 µs | CPU p99 µs | recall@%d |%n", LIMIT);
            for (int percent : new int[] {1, 3, 10, 20, 50, 100}) {
                measure(store, exact, percent);
            }
        }
    }

    private int segments() throws IOException {
        try (Directory index = FSDirectory.open(directory.resolve(TENANT.value()))) {
            return SegmentInfos.readLatestCommit(index).size();
        }
    }

    /** The same index, every search a scan. */
    private LuceneVectorStore copy() throws IOException {
        Path copy = Files.createTempDirectory("search-benchmark-exact");
        Files.createDirectories(copy.resolve("demo"));
        for (String part : List.of("demo", ".")) {
            try (var files = Files.list(directory.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.endsWith("write.lock")) {
                        Files.copy(file, copy.resolve(part).resolve(file.getFileName()));
                    }
                }
            }
        }
        return LuceneVectorStore.open(copy, NearestPassages.byScan());
    }

    private void measure(VectorStore store, VectorStore exact, int percent) {
        ResourceFilter filter = filter(percent);
        List<Embedding> questions = IntStream.range(0, QUERIES)
                .mapToObj(i -> vector(i % themes.length))
                .toList();
        for (int warmUp = 0; warmUp < 30; warmUp++) {
            questions.forEach(question -> store.search(TENANT, question, filter, LIMIT));
        }
        long[] times = new long[QUERIES];
        double found = 0;
        for (int i = 0; i < QUERIES; i++) {
            long before = threads.getCurrentThreadCpuTime();
            List<Hit> hits = store.search(TENANT, questions.get(i), filter, LIMIT);
            times[i] = threads.getCurrentThreadCpuTime() - before;
            Set<Hit> truth = new HashSet<>(exact.search(TENANT, questions.get(i), filter, LIMIT));
            found += hits.stream().filter(hit -> contains(truth, hit)).count() / (double) truth.size();
        }
        Arrays.sort(times);
        System.out.printf(
                "| %d %% | %,d | %,d | %.3f |%n",
                percent, times[QUERIES / 2] / 1_000, times[QUERIES * 99 / 100] / 1_000, found / QUERIES);
    }

    private static boolean contains(Set<Hit> truth, Hit hit) {
        return truth.stream().anyMatch(other -> other.passage().equals(hit.passage()));
    }

    /** Three rules, as the shipped policy has them; the first decides the share. */
    private static ResourceFilter filter(int percent) {
        return new ResourceFilter(
                new And(List.of(
                        new Compare("share", Operator.LESS, percent),
                        new Or(List.of(new Empty("departments"), new HasAny("departments", Set.of("trade", "hr")))),
                        new Not(new HasAny("restricted", Set.of("nowhere"))))),
                "schema-1");
    }

    private Change document(int number) {
        List<Embedding> vectors = new ArrayList<>();
        int theme = random.nextInt(themes.length);
        for (int i = 0; i < PASSAGES_PER_DOCUMENT; i++) {
            vectors.add(vector(theme));
        }
        Map<String, Object> labels = Map.of(
                "share", (long) random.nextInt(100),
                "departments", number % 2 == 0 ? List.of() : List.of("trade"),
                "restricted", number % 5 == 0 ? List.of("Samarkand") : List.of());
        return new Change.Present(
                TENANT,
                new DocumentId("document-" + number),
                number + 1,
                LabelsFixture.labels("schema-1", labels),
                vectors);
    }

    private Embedding vector(int theme) {
        float[] latent = new float[LATENT];
        for (int i = 0; i < LATENT; i++) {
            latent[i] = themes[theme][i] + 0.6f * (float) random.nextGaussian();
        }
        float[] vector = new float[DIMENSIONS];
        double square = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            for (int j = 0; j < LATENT; j++) {
                vector[i] += latent[j] * projection[j][i];
            }
            square += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return new Embedding(vector);
    }

    private float[][] gaussians(int rows, int columns, double scale) {
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) (scale * random.nextGaussian());
            }
        }
        return values;
    }
}
