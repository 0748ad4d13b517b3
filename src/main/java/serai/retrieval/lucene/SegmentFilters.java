package serai.retrieval.lucene;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import serai.access.ResourceFilter;
import serai.query.Tenant;

/**
 * What filters allow, segment by segment, remembered for the callers who come again.
 *
 * <p>A segment never changes: a deletion or new labels make another reader of it, with another key. So an entry cannot
 * be stale. Safe for use by many threads.
 */
final class SegmentFilters {

    private static final long MOST_BYTES = 16 << 20;

    private record Key(Object segment, ResourceFilter filter) {}

    private final Cache<Key, FixedBitSet> known = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .<Key, FixedBitSet>weigher((key, bits) -> Math.toIntExact(bits.ramBytesUsed()))
            .build();

    /** @param tenant whose index the searcher searches */
    AllowedPassages allowed(IndexSearcher searcher, Tenant tenant, ResourceFilter filter) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        FixedBitSet[] segments = new FixedBitSet[leaves.size()];
        Weight weight = null;
        for (LeafReaderContext leaf : leaves) {
            Key key = new Key(leaf.reader().getReaderCacheHelper().getKey(), filter);
            FixedBitSet bits = known.getIfPresent(key);
            if (bits == null) {
                weight = weight == null ? weight(searcher, tenant, filter) : weight;
                bits = matching(leaf, weight);
                known.put(key, bits);
            }
            segments[leaf.ord] = bits;
        }
        return new AllowedPassages(segments);
    }

    private static Weight weight(IndexSearcher searcher, Tenant tenant, ResourceFilter filter) throws IOException {
        return searcher.createWeight(searcher.rewrite(FilterQuery.of(tenant, filter)), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    private static FixedBitSet matching(LeafReaderContext leaf, Weight weight) throws IOException {
        FixedBitSet bits = new FixedBitSet(leaf.reader().maxDoc());
        @Nullable Scorer scorer = weight.scorer(leaf);
        if (scorer != null) {
            bits.or(scorer.iterator());
            Bits live = leaf.reader().getLiveDocs();
            if (live != null) {
                live.applyMask(bits, 0);
            }
        }
        return bits;
    }
}
