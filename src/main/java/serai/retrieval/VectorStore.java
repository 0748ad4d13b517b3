package serai.retrieval;

import java.util.List;
import serai.access.ResourceFilter;
import serai.catalog.Change;
import serai.catalog.Embedding;
import serai.catalog.PassageRef;
import serai.query.Tenant;

/**
 * An index of passage vectors, derived from the catalog.
 *
 * <p>Safe for use by many threads. An applied change is visible to searches once {@link #refresh} has returned; it is
 * durable once a {@link #checkpoint} at or after its revision has returned. Whatever was applied after the last
 * checkpoint is applied again after a crash, so applying a change twice equals applying it once.
 */
public interface VectorStore extends AutoCloseable {

    /**
     * The passages nearest to a question among those the filter allows, nearest first.
     *
     * <p>Only documents of the tenant whose label schema is the filter's can match. A filter that matches nothing
     * returns nothing without a search.
     */
    List<Hit> search(Tenant tenant, Embedding question, ResourceFilter filter, int limit);

    /**
     * Makes the index hold what the change says. All passages of a document change at once; new labels keep the
     * vectors.
     */
    void apply(Change change);

    /** Makes every applied change visible to searches. */
    void refresh();

    /**
     * Makes every change up to {@code revision} durable.
     *
     * @param labelSchema the version of the label schema that the changes' labels were read under
     */
    void checkpoint(long revision, String labelSchema);

    /** The revision of the last checkpoint; 0 for a new index, and when the checkpoint is of another label schema. */
    long checkpointed(String labelSchema);

    /** Forgets everything, so that the index can be built anew from the catalog. */
    void reset();

    @Override
    void close();

    /**
     * A passage found.
     *
     * @param score cosine similarity; never shown to a caller
     */
    record Hit(PassageRef passage, float score) {}
}
