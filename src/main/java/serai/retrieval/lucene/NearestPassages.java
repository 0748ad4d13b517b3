package serai.retrieval.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.LRUQueryCache;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryCache;
import org.apache.lucene.search.QueryCachingPolicy;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.UsageTrackingQueryCachingPolicy;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;
import serai.retrieval.VectorStore.Hit;

/**
 * The nearest passages among the allowed ones of one index.
 *
 * <p>A small allowed set is compared whole: faster than the graph, exact, and its time tells nothing of the forbidden
 * passages. A larger one is searched through the HNSW graph with the filter applied on the way, never afterwards.
 */
final class NearestPassages extends SearcherFactory {

    private static final Comparator<ScoreDoc> WORST_FIRST =
            Comparator.<ScoreDoc>comparingDouble(hit -> hit.score).thenComparingInt(hit -> -hit.doc);

    /** The filtered search scores neighbours that the filter forbids; the alternative lost recall below 10 % allowed. */
    private static final KnnSearchStrategy GRAPH = new KnnSearchStrategy.Hnsw(0);

    private static final int CACHED_FILTERS = 1_000;
    private static final long CACHE_BYTES = 16 << 20;

    /** Remembers what a filter matched in a segment; Lucene's own cache passes over segments as small as ours. */
    private final QueryCache cache = new LRUQueryCache(CACHED_FILTERS, CACHE_BYTES, segment -> true, Float.MAX_VALUE);

    private final QueryCachingPolicy policy = new UsageTrackingQueryCachingPolicy();
    private final int exactScanLimit;

    NearestPassages(int exactScanLimit) {
        this.exactScanLimit = exactScanLimit;
    }

    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(cache);
        searcher.setQueryCachingPolicy(policy);
        return searcher;
    }

    List<Hit> search(IndexSearcher searcher, float[] question, Query filter, int limit) throws IOException {
        Query allowed = searcher.rewrite(filter);
        List<Leaf> few = allowed(searcher, allowed);
        return hits(searcher, few.isEmpty() ? graph(searcher, question, allowed, limit) : scan(few, question, limit));
    }

    /** The allowed passages by segment, or nothing when they are more than a scan may compare. */
    private List<Leaf> allowed(IndexSearcher searcher, Query filter) throws IOException {
        Weight weight = searcher.createWeight(filter, ScoreMode.COMPLETE_NO_SCORES, 1);
        List<Leaf> leaves = new ArrayList<>();
        int room = exactScanLimit;
        for (LeafReaderContext context : searcher.getIndexReader().leaves()) {
            Leaf leaf = Leaf.of(context, weight, room);
            room -= leaf.passages.length;
            if (room < 0) {
                return List.of();
            }
            leaves.add(leaf);
        }
        return leaves;
    }

    private static List<ScoreDoc> graph(IndexSearcher searcher, float[] question, Query allowed, int limit)
            throws IOException {
        int candidates = Math.max(50, limit);
        Query nearest = new KnnFloatVectorQuery(PassageFields.VECTOR, question, candidates, allowed, GRAPH);
        return List.of(searcher.search(nearest, limit).scoreDocs);
    }

    private static List<ScoreDoc> scan(List<Leaf> leaves, float[] question, int limit) throws IOException {
        PriorityQueue<ScoreDoc> best = new PriorityQueue<>(WORST_FIRST);
        for (Leaf leaf : leaves) {
            leaf.score(question, best, limit);
        }
        return best.stream().sorted(WORST_FIRST.reversed()).toList();
    }

    /** Reads the names in the order of the index, in which a segment's values can be read in one go. */
    private static List<Hit> hits(IndexSearcher searcher, List<ScoreDoc> found) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        int[] inOrder = IntStream.range(0, found.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> found.get(i).doc))
                .mapToInt(i -> i)
                .toArray();
        Hit[] hits = new Hit[found.size()];
        BinaryDocValues refs = null;
        int base = 0;
        int end = 0;
        for (int i : inOrder) {
            ScoreDoc each = found.get(i);
            if (refs == null || each.doc >= end) {
                LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(each.doc, leaves));
                refs = leaf.reader().getBinaryDocValues(PassageFields.REF);
                base = leaf.docBase;
                end = base + leaf.reader().maxDoc();
            }
            refs.advanceExact(each.doc - base);
            hits[i] = new Hit(PassageFields.ref(refs.binaryValue()), cosine(each.score));
        }
        return List.of(hits);
    }

    /** Lucene scores a dot product as (1 + dot) / 2. */
    private static float cosine(float score) {
        return 2 * score - 1;
    }

    /** The allowed passages of one segment. */
    private static final class Leaf {

        private final LeafReaderContext context;
        private final int[] passages;

        private Leaf(LeafReaderContext context, int[] passages) {
            this.context = context;
            this.passages = passages;
        }

        /** Stops one beyond {@code room}. */
        static Leaf of(LeafReaderContext context, Weight weight, int room) throws IOException {
            IntStream.Builder passages = IntStream.builder();
            Scorer scorer = weight.scorer(context);
            if (scorer != null) {
                Bits live = context.reader().getLiveDocs();
                DocIdSetIterator matching = scorer.iterator();
                int left = room + 1;
                for (int doc = matching.nextDoc();
                        doc != DocIdSetIterator.NO_MORE_DOCS && left > 0;
                        doc = matching.nextDoc()) {
                    if (live == null || live.get(doc)) {
                        passages.add(doc);
                        left--;
                    }
                }
            }
            return new Leaf(context, passages.build().toArray());
        }

        void score(float[] question, PriorityQueue<ScoreDoc> best, int limit) throws IOException {
            if (passages.length == 0) {
                return;
            }
            VectorScorer scorer =
                    context.reader().getFloatVectorValues(PassageFields.VECTOR).scorer(question);
            DocIdSetIterator vectors = scorer.iterator();
            for (int passage : passages) {
                vectors.advance(passage);
                offer(best, context.docBase + passage, scorer.score(), limit);
            }
        }

        /** Passages come in the order of the index, so that of two as near the first stays. */
        private static void offer(PriorityQueue<ScoreDoc> best, int passage, float score, int limit) {
            if (best.size() < limit) {
                best.add(new ScoreDoc(passage, score));
            } else if (score > best.element().score) {
                best.remove();
                best.add(new ScoreDoc(passage, score));
            }
        }
    }
}
