package serai.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.access.AccessGate;
import serai.access.Environment;
import serai.access.Labels;
import serai.access.Policy;
import serai.access.PolicyGenerator;
import serai.audit.InMemoryAuditLog;
import serai.catalog.Catalog;
import serai.catalog.Embedding;
import serai.catalog.InMemoryCatalog;
import serai.catalog.NewDocument;
import serai.catalog.NewDocument.NewPassage;
import serai.intake.QueryFixture;
import serai.privacy.ScrubbedFixture;
import serai.query.DocumentId;
import serai.query.ProblemException;
import serai.query.Subject;
import serai.query.Tenant;
import serai.retrieval.Embedder;
import serai.retrieval.GroundedPrompt;
import serai.retrieval.InMemoryVectorStore;
import serai.retrieval.Retriever;
import serai.retrieval.VectorStore;
import serai.retrieval.lucene.LuceneVectorStore;

/**
 * A caller cannot tell a gateway that holds forbidden documents from one that does not: same passages in the same order,
 * same answer of a model that repeats all it is given, same errors.
 */
class ForbiddenWorldIT {

    private static final Tenant TENANT = new Tenant("demo");
    private static final Clock CLOCK = Clock.fixed(ModelFixture.NOW, ZoneOffset.UTC);
    private static final int POLICIES = 20;
    private static final int DOCUMENTS = 60;
    private static final int CALLERS = 30;
    private static final String CANARY = "canary";

    @TempDir
    Path directory;

    private int forbidden;
    private int shown;
    private int problems;

    @Test
    void looksTheSameWithAndWithoutForbiddenDocuments() {
        for (int seed = 0; seed < POLICIES; seed++) {
            PolicyGenerator generator = new PolicyGenerator(seed);
            Policy policy = generator.policy();
            List<NewDocument> all = documents(generator, policy);
            try (VectorStore store = LuceneVectorStore.open(directory.resolve("policy-" + seed))) {
                World whole = new World(policy, store, all);
                for (int caller = 0; caller < CALLERS; caller++) {
                    Subject subject = generator.subject();
                    List<NewDocument> permitted = permitted(policy, subject, all);
                    World visible = new World(policy, new InMemoryVectorStore(), permitted);
                    String seen = whole.everythingSeenBy(subject);

                    assertThat(seen).isEqualTo(visible.everythingSeenBy(subject));
                    assertNoCanary(seen, all, permitted);
                }
            }
        }
        assertThat(forbidden).isPositive();
        assertThat(shown).isPositive();
        assertThat(problems).as("refusals compared").isPositive();
    }

    @Test
    void showsNothingForbiddenWhileTheIndexIsBehind() {
        for (int seed = 0; seed < POLICIES; seed++) {
            PolicyGenerator generator = new PolicyGenerator(seed);
            Policy policy = generator.policy();
            List<NewDocument> before = documents(generator, policy);
            World world = new World(policy, new InMemoryVectorStore(), before);
            List<NewDocument> after = before.stream()
                    .map(document -> relabelled(document, generator.labels(policy)))
                    .toList();
            after.forEach(document -> world.catalog.relabel(TENANT, document.id(), document.labels()));
            for (int caller = 0; caller < CALLERS; caller++) {
                Subject subject = generator.subject();
                assertNoCanary(world.everythingSeenBy(subject), after, permitted(policy, subject, after));
            }
        }
        assertThat(forbidden).isPositive();
        assertThat(shown).isPositive();
    }

    private void assertNoCanary(String seen, List<NewDocument> all, List<NewDocument> permitted) {
        for (NewDocument document : all) {
            String canary = CANARY + document.id().value().substring(1) + "end";
            if (!permitted.contains(document)) {
                assertThat(seen)
                        .doesNotContain(canary)
                        .doesNotContain(document.id().value() + " ");
                forbidden++;
            } else if (seen.contains(canary)) {
                shown++;
            }
        }
        if (seen.contains("refused: ")) {
            problems++;
        }
    }

    private static List<NewDocument> permitted(Policy policy, Subject subject, List<NewDocument> documents) {
        return documents.stream()
                .filter(document -> policy.decide(subject, document.labels(), new Environment(ModelFixture.NOW))
                        .permitted())
                .toList();
    }

    /** Every text of a document holds its canary. */
    private static List<NewDocument> documents(PolicyGenerator generator, Policy policy) {
        return IntStream.range(0, DOCUMENTS)
                .mapToObj(i -> {
                    String canary = CANARY + i + "end";
                    List<NewPassage> passages = IntStream.range(0, 1 + i % 3)
                            .mapToObj(ordinal -> new NewPassage(
                                    "On " + canary, canary + " rests here.", List.of(), vector(100L * i + ordinal)))
                            .toList();
                    return new NewDocument(
                            TENANT,
                            new DocumentId("d" + i),
                            "About " + canary,
                            canary + ".md",
                            "00",
                            generator.labels(policy),
                            passages);
                })
                .toList();
    }

    private static NewDocument relabelled(NewDocument document, Labels labels) {
        return new NewDocument(
                document.tenant(),
                document.id(),
                document.title(),
                document.source(),
                document.contentHash(),
                labels,
                document.passages());
    }

    private static Embedding vector(long seed) {
        Random random = new Random(seed);
        double[] raw = random.doubles(8, -1, 1).toArray();
        double length = Math.sqrt(java.util.Arrays.stream(raw).map(x -> x * x).sum());
        float[] unit = new float[raw.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (raw[i] / length);
        }
        return new Embedding(unit);
    }

    /** The steps from question to answer over some documents. */
    private static final class World {

        final Catalog catalog = new InMemoryCatalog(CLOCK);
        private final AccessGate gate;
        private final Retriever retriever;
        private final Chat chat;
        private final AnswerGate answers;

        World(Policy policy, VectorStore store, List<NewDocument> documents) {
            InMemoryAuditLog audit = new InMemoryAuditLog();
            documents.forEach(catalog::save);
            catalog.changesSince(0, store::apply);
            store.refresh();
            gate = new AccessGate(policy, audit, ModelFixture.HASH);
            retriever = new Retriever(new Guess(), store, catalog, policy, audit, new SimpleMeterRegistry());
            chat = new Chat(
                    new ModelSettings("parrot", "level", 24_000, 16_000, Map.of("parrot", parrot())),
                    (model, request) -> request.sources().stream()
                            .map(source -> source.title() + " " + source.heading() + " " + source.text())
                            .collect(Collectors.joining("\n")),
                    ModelFixture.MASKER,
                    ModelFixture.DETECTOR,
                    audit,
                    CLOCK);
            answers = new AnswerGate(ModelFixture.DETECTOR, audit, ModelFixture.HASH);
        }

        private static ModelSettings.Model parrot() {
            return new ModelSettings.Model(ModelSettings.TrustZone.INSIDE, 3L, "", "", false, 800, 0);
        }

        /** What three questions get from search and from the model, errors included. */
        String everythingSeenBy(Subject subject) {
            List<String> seen = new ArrayList<>();
            for (int limit : new int[] {1, 5, 20}) {
                GroundedPrompt prompt = retriever.retrieve(gate.authorize(
                        ScrubbedFixture.scrubbed(QueryFixture.query(subject, "Who rests here " + limit + "?", limit))));
                Findings findings = answers.show(prompt);
                seen.add(findings.passages().size() + citations(findings.passages()) + answer(prompt));
            }
            return String.join("\n", seen);
        }

        private String answer(GroundedPrompt prompt) {
            try {
                Answer answer = answers.release(chat.complete(prompt));
                return answer.text() + citations(answer.citations());
            } catch (ProblemException e) {
                return "refused: " + e.type() + " " + e.getMessage();
            }
        }

        private static String citations(List<Citation> citations) {
            return citations.stream()
                    .map(citation -> "\n[" + citation.number() + "] "
                            + citation.document().value() + " " + citation.title() + " " + citation.source() + " "
                            + citation.passage())
                    .collect(Collectors.joining());
        }
    }

    private static final class Guess implements Embedder {

        @Override
        public Embedding embed(String question) {
            return vector(question.hashCode());
        }

        @Override
        public List<Embedding> embedAll(List<String> passages) {
            return passages.stream().map(this::embed).toList();
        }

        @Override
        public int dimensions() {
            return 8;
        }
    }
}
