package serai.retrieval.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.access.AccessFixture;
import serai.access.LabelInterning;
import serai.access.Labels;
import serai.access.LabelsFixture;
import serai.access.Policy;
import serai.access.PolicyGenerator;
import serai.access.ResourceFilter;
import serai.catalog.Change;
import serai.catalog.Embedding;
import serai.query.DocumentId;
import serai.query.Subject;
import serai.query.Tenant;
import serai.retrieval.VectorStore;

/**
 * Documents found == documents permitted, both ways: for 1,000 generated callers under each of 20 generated policies, over
 * 2,000 documents in a real index. What is found comes from the policy's filter, what is permitted from its rules.
 */
class NoLeakIT {

    private static final int DOCUMENTS = 2_000;
    /** Documents share their labels, as they do in practice; the rules are decided once for each set. */
    private static final int LABEL_SETS = 200;

    private static final int POLICIES = 20;
    private static final int CALLERS = 1_000;
    private static final Tenant TENANT = new Tenant("demo");
    private static final Embedding VECTOR = new Embedding(new float[] {1, 0, 0, 0});

    @TempDir
    Path directory;

    private final LongAdder some = new LongAdder();
    private final LongAdder permitted = new LongAdder();

    @Test
    void findsExactlyWhatIsPermitted() {
        IntStream.range(0, POLICIES).parallel().forEach(this::findsExactlyWhatIsPermitted);

        System.out.printf(
                "No leak: %,d decisions over %d policies, %.1f %% permitted, %.1f %% of callers permitted a part%n",
                (long) POLICIES * CALLERS * DOCUMENTS,
                POLICIES,
                permitted.sum() * 100.0 / POLICIES / CALLERS / DOCUMENTS,
                some.sum() * 100.0 / POLICIES / CALLERS);
        assertThat(some.sum()).as("callers permitted a part").isGreaterThan(POLICIES * CALLERS / 5);
    }

    private void findsExactlyWhatIsPermitted(int seed) {
        PolicyGenerator generator = new PolicyGenerator(seed);
        Policy policy = generator.policy();
        LabelInterning interning = new LabelInterning();
        List<Labels> documents = documents(generator, policy, new Random(seed));
        int[] sets = documents.stream().mapToInt(interning::intern).toArray();
        try (VectorStore store = LuceneVectorStore.open(directory.resolve("policy-" + seed))) {
            fill(store, documents);
            for (int caller = 0; caller < CALLERS; caller++) {
                Subject subject = generator.subject();
                BitSet expected = expected(sets, interning.permitted(policy, subject, AccessFixture.NOW));
                ResourceFilter filter = policy.plan(subject, AccessFixture.NOW);
                assertThat(found(store, filter))
                        .as("policy %d, caller %d, %s", seed, caller, filter)
                        .isEqualTo(expected);
                count(expected.cardinality());
            }
        }
    }

    private static List<Labels> documents(PolicyGenerator generator, Policy policy, Random random) {
        List<Labels> sets = Stream.generate(() -> generator.labels(policy))
                .map(labels -> random.nextInt(20) == 0 ? former(labels) : labels)
                .limit(LABEL_SETS)
                .toList();
        return Stream.generate(() -> sets.get(random.nextInt(LABEL_SETS)))
                .limit(DOCUMENTS)
                .toList();
    }

    /** As stored under a schema that is no longer the policy's. */
    private static Labels former(Labels labels) {
        return LabelsFixture.labels("former", labels.values());
    }

    private static void fill(VectorStore store, List<Labels> documents) {
        for (int i = 0; i < documents.size(); i++) {
            store.apply(new Change.Present(TENANT, new DocumentId("d" + i), i + 1L, documents.get(i), List.of(VECTOR)));
        }
        store.refresh();
    }

    private static BitSet expected(int[] sets, BitSet permittedSets) {
        BitSet expected = new BitSet();
        for (int i = 0; i < sets.length; i++) {
            expected.set(i, permittedSets.get(sets[i]));
        }
        return expected;
    }

    private static BitSet found(VectorStore store, ResourceFilter filter) {
        BitSet found = new BitSet();
        store.search(TENANT, VECTOR, filter, DOCUMENTS)
                .forEach(hit -> found.set(
                        Integer.parseInt(hit.passage().document().value().substring(1))));
        return found;
    }

    private void count(int documents) {
        permitted.add(documents);
        if (documents > 0 && documents < DOCUMENTS) {
            some.increment();
        }
    }
}
