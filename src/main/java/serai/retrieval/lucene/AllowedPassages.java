package serai.retrieval.lucene;

import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The passages of one searcher that a filter allows, as a query whose matches are known already. Never altered. */
final class AllowedPassages extends Query {

    private final FixedBitSet[] segments;
    private final int size;

    /** @param segments the allowed passages of each segment, in the searcher's order; taken over */
    AllowedPassages(FixedBitSet... segments) {
        this.segments = segments;
        this.size = Arrays.stream(segments).mapToInt(FixedBitSet::cardinality).sum();
    }

    int size() {
        return size;
    }

    BitSetIterator in(LeafReaderContext segment) {
        return new BitSetIterator(segments[segment.ord], size);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext segment) {
                return new DefaultScorerSupplier(new ConstantScoreScorer(score(), mode, in(segment)));
            }

            @Override
            public boolean isCacheable(LeafReaderContext segment) {
                return false;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "AllowedPassages[" + size + "]";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
