package serai.retrieval.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.access.ResourceFilter;
import serai.retrieval.InMemoryVectorStore;
import serai.retrieval.VectorStore;

/** A filter matches in the index exactly the documents for which it holds. */
class FilterLawTest {

    private static final int DOCUMENTS = 300;
    private static final int FILTERS = 300;

    @TempDir
    Path directory;

    @Test
    void matchesExactlyWhatIsAllowedInAScan() {
        try (VectorStore store = LuceneVectorStore.open(directory)) {
            assertMatchesExactly(new FilterTrial(store, DOCUMENTS, 1));
        }
    }

    @Test
    void matchesExactlyWhatIsAllowedInTheTwin() {
        assertMatchesExactly(new FilterTrial(new InMemoryVectorStore(), DOCUMENTS, 2));
    }

    @Test
    void findsAsManyAsAskedForThroughTheGraphAndNoneForbidden() {
        try (VectorStore store = LuceneVectorStore.open(directory, NearestPassages.byGraph())) {
            FilterTrial trial = new FilterTrial(store, DOCUMENTS, 3);
            for (int policy = 0; policy < FILTERS; policy++) {
                ResourceFilter filter = trial.filter(policy);
                Set<String> allowed = trial.allowed(filter);
                Set<String> matched = trial.matched(filter, 10);

                assertThat(allowed).as("%s", filter).containsAll(matched);
                assertThat(matched).as("%s", filter).hasSize(Math.min(10, allowed.size()));
            }
        }
    }

    private static void assertMatchesExactly(FilterTrial trial) {
        for (int policy = 0; policy < FILTERS; policy++) {
            ResourceFilter filter = trial.filter(policy);
            assertThat(trial.matched(filter, DOCUMENTS)).as("%s", filter).isEqualTo(trial.allowed(filter));
        }
    }
}
