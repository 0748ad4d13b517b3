package serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.access.AccessFixture;
import serai.access.AccessGate;
import serai.access.Policy;
import serai.audit.InMemoryAuditLog;
import serai.audit.KeyedHash;
import serai.catalog.InMemoryCatalog;
import serai.intake.QueryFixture;
import serai.privacy.ScrubbedFixture;
import serai.retrieval.IndexFollower;
import serai.retrieval.MiniLmEmbedder;
import serai.retrieval.RetrievalSettings;
import serai.retrieval.Retriever;
import serai.retrieval.VectorStore;
import serai.retrieval.lucene.LuceneVectorStore;
import serai.secrets.Secret;

/**
 * Questions of PostgreSQL users against the whole manual: parsed, cut, embedded, indexed and found by the shipped steps
 * with the shipped settings. What counts is the pages among the five passages that a search shows.
 */
class PostgresManualIT {

    private static final Path MANUAL = Path.of("/usr/share/doc/postgresql-doc-15/html");
    private static final int SHOWN = 5;
    /** Below this, something broke; docs/guide/ingestion.md says what is reached. */
    private static final double FLOOR = 0.90;
    /** Of questions written after the ranking was chosen; fewer, so that chance weighs more. */
    private static final double UNSEEN_FLOOR = 0.88;

    private static final Policy POLICY = AccessFixture.STANDARD;

    @TempDir
    Path directory;

    private final IngestFixture ingest = new IngestFixture();
    private final IngestSettings cutting = IngestSettings.defaults();
    private final RetrievalSettings finding = RetrievalSettings.defaults();
    private final InMemoryCatalog catalog = new InMemoryCatalog(IngestFixture.CLOCK);
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final KeyedHash hash = new KeyedHash(name -> new Secret(new byte[32], "1"));

    /** @param pages any of which answers the question */
    private record Question(String topic, String question, List<String> pages) {}

    @Test
    void findsThePageThatAnswersTheQuestion() throws Exception {
        assumeTrue(Files.isDirectory(MANUAL), "not run: the manual is missing; apt-get install postgresql-doc-15");
        try (MiniLmEmbedder embedder = new MiniLmEmbedder(finding, Path.of("target", "natives"));
                VectorStore store = LuceneVectorStore.open(directory);
                IndexFollower follower = new IndexFollower(
                        catalog, store, POLICY.labels().version(), IngestFixture.CLOCK, Duration.ofMinutes(1))) {
            follower.start();
            store(embedder);
            follower.awaitRevision(catalog.revision());
            Retriever retriever = retriever(embedder, store);
            double found = report("/postgresql-questions.jsonl", retriever);
            double foundOfUnseen = report("/postgresql-questions-unseen.jsonl", retriever);
            assertThat(found).isGreaterThanOrEqualTo(FLOOR);
            assertThat(foundOfUnseen).isGreaterThanOrEqualTo(UNSEEN_FLOOR);
        }
    }

    private void store(MiniLmEmbedder embedder) throws Exception {
        Inspector inspector = new Inspector(
                new Chunker(embedder::tokens, cutting.passageTokens(), cutting.overlapTokens()),
                text -> List.of(),
                cutting.maxPassages());
        EmbeddingStep embedding = new EmbeddingStep(embedder, catalog);
        IndexStep index =
                new IndexStep(catalog, new ChangeLog(audit, hash), ingest.rights, ingest.claims, revision -> {});
        try (ExecutorService writers = Executors.newFixedThreadPool(cutting.parsers())) {
            List<Future<StoredDocument>> stored = new ArrayList<>();
            for (Path page : pages()) {
                stored.add(writers.submit(() -> index.store(embedding.embed(inspector.inspect(labelled(page))))));
            }
            for (Future<StoredDocument> each : stored) {
                each.get();
            }
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(MANUAL)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    private LabelledDocument labelled(Path page) throws IOException {
        return ingest.classifier.label(ingest.parser.parse(ingest.uploads.receive(IngestFixture.upload(
                IngestFixture.writer(1),
                String.valueOf(page.getFileName()),
                Files.readAllBytes(page),
                IngestFixture.PUBLIC))));
    }

    private Retriever retriever(MiniLmEmbedder embedder, VectorStore store) {
        return new Retriever(embedder, store, catalog, POLICY, audit, new SimpleMeterRegistry());
    }

    /** The place of the first passage of a right page, from 1; beyond those shown for none. */
    private List<Integer> ranks(Retriever retriever, String questions) throws IOException {
        AccessGate gate = new AccessGate(POLICY, audit, hash);
        return questions(questions).stream()
                .map(question -> {
                    List<String> shown = retriever
                            .retrieve(gate.authorize(ScrubbedFixture.scrubbed(
                                    QueryFixture.query(IngestFixture.writer(1), question.question(), SHOWN))))
                            .passages()
                            .stream()
                            .map(passage -> passage.document().source())
                            .toList();
                    return 1
                            + question.pages().stream()
                                    .mapToInt(shown::indexOf)
                                    .filter(i -> i >= 0)
                                    .min()
                                    .orElse(SHOWN);
                })
                .toList();
    }

    /** The share of the questions whose page is among those shown. */
    private double report(String questions, Retriever retriever) throws IOException {
        List<Integer> ranks = ranks(retriever, questions);
        int passages = catalog.documents(IngestFixture.writer(1).tenant()).stream()
                .mapToInt(document -> document.passages())
                .sum();
        double five = share(ranks, SHOWN);
        System.out.printf(
                "PostgreSQL manual: %d passages, %d questions of %s, right page first %.1f %%, in the top %d %.1f %%%n",
                passages, ranks.size(), questions, 100 * share(ranks, 1), SHOWN, 100 * five);
        return five;
    }

    private static double share(List<Integer> ranks, int most) {
        return (double) ranks.stream().filter(rank -> rank <= most).count() / ranks.size();
    }

    private static List<Question> questions(String name) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (InputStream lines = resource(name)) {
            return json.readerFor(Question.class).<Question>readValues(lines).readAll();
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(PostgresManualIT.class.getResourceAsStream(name), name);
    }
}
