package serai.retrieval.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.access.ResourceFilter;
import serai.retrieval.VectorStore;

/** Stored documents matched == documents allowed, both ways, for 1,000 callers under each of 20 policies. */
class NoLeakIT {

    private static final int DOCUMENTS = 2_000;
    private static final int POLICIES = 20;
    private static final int CALLERS = 1_000;

    @TempDir
    Path directory;

    @Test
    void matchesExactlyWhatIsAllowed() {
        try (VectorStore store = LuceneVectorStore.open(directory, DOCUMENTS)) {
            FilterTrial trial = new FilterTrial(store, DOCUMENTS, 20_261);
            for (int policy = 0; policy < POLICIES; policy++) {
                for (int caller = 0; caller < CALLERS; caller++) {
                    ResourceFilter filter = trial.filter(policy);
                    assertThat(trial.matched(filter, DOCUMENTS))
                            .as("%s", filter)
                            .isEqualTo(trial.allowed(filter));
                }
            }
        }
    }
}
