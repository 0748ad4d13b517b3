package serai.retrieval.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import serai.retrieval.VectorStore.Hit;

/**
 * The nearest passages among the allowed ones of one index.
 *
 * <p>A small allowed set is compared whole: faster than the graph, exact, and its time tells nothing of the forbidden
 * passages. A larger one is searched through the HNSW graph with the filter applied on the way, never afterwards.
 */
final class NearestPassages {

    /** As many are compared whatever else the index holds, so that what is forbidden has no part in the result. */
    private static final int ALWAYS_SCANNED = 2_000;

    /** What a search of the whole graph costs, in comparisons of a scan: measured with 10,000 and 100,000 passages. */
    private static final int GRAPH_COST = 1_500;

    private static final Comparator<ScoreDoc> WORST_FIRST =
            Comparator.<ScoreDoc>comparingDouble(hit -> hit.score).thenComparingInt(hit -> -hit.doc);

    /** The filtered search scores neighbours that the filter forbids; the alternative lost recall below 20 % allowed. */
    private static final KnnSearchStrategy GRAPH = new KnnSearchStrategy.Hnsw(0);

    private final long alwaysScanned;
    private final long graphCost;

    private NearestPassages(int alwaysScanned, int graphCost) {
        this.alwaysScanned = alwaysScanned;
        this.graphCost = graphCost;
    }

    /** Chooses what costs less. */
    static NearestPassages cheapest() {
        return new NearestPassages(ALWAYS_SCANNED, GRAPH_COST);
    }

    /** Searches the graph whatever it costs. */
    static NearestPassages byGraph() {
        return new NearestPassages(0, 0);
    }

    /** Compares every allowed passage whatever it costs. */
    static NearestPassages byScan() {
        return new NearestPassages(Integer.MAX_VALUE, 0);
    }

    List<Hit> search(IndexSearcher searcher, float[] question, AllowedPassages allowed, int limit) throws IOException {
        boolean scanned = isScanned(allowed.size(), searcher.getIndexReader().maxDoc());
        return hits(
                searcher,
                scanned ? scan(searcher, question, allowed, limit) : graph(searcher, question, allowed, limit));
    }

    /** A filter that allows a fraction of the passages makes a search of the graph dearer by its inverse. */
    private boolean isScanned(long allowed, long passages) {
        return allowed <= alwaysScanned || allowed * allowed <= graphCost * passages;
    }

    private static ScoreDoc[] graph(IndexSearcher searcher, float[] question, AllowedPassages allowed, int limit)
            throws IOException {
        int candidates = Math.max(50, limit);
        boolean all = allowed.size() == searcher.getIndexReader().numDocs();
        Query nearest =
                new KnnFloatVectorQuery(PassageFields.VECTOR, question, candidates, all ? null : allowed, GRAPH);
        return searcher.search(nearest, limit).scoreDocs;
    }

    private static ScoreDoc[] scan(IndexSearcher searcher, float[] question, AllowedPassages allowed, int limit)
            throws IOException {
        PriorityQueue<ScoreDoc> best = new PriorityQueue<>(WORST_FIRST);
        if (allowed.size() > 0) {
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                scan(leaf, question, allowed, best, limit);
            }
        }
        return best.stream().sorted(WORST_FIRST.reversed()).toArray(ScoreDoc[]::new);
    }

    private static void scan(
            LeafReaderContext leaf, float[] question, AllowedPassages allowed, PriorityQueue<ScoreDoc> best, int limit)
            throws IOException {
        VectorScorer scorer =
                leaf.reader().getFloatVectorValues(PassageFields.VECTOR).scorer(question);
        VectorScorer.Bulk scores = scorer.bulk(allowed.in(leaf));
        DocAndFloatFeatureBuffer batch = new DocAndFloatFeatureBuffer();
        do {
            scores.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, batch);
            for (int i = 0; i < batch.size; i++) {
                offer(best, leaf.docBase + batch.docs[i], batch.features[i], limit);
            }
        } while (batch.size > 0);
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

    /** Reads the names in the order of the index, in which a segment's values can be read in one go. */
    private static List<Hit> hits(IndexSearcher searcher, ScoreDoc... found) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        Hit[] hits = new Hit[found.length];
        BinaryDocValues refs = null;
        int base = 0;
        int end = 0;
        for (long place : inOrder(found)) {
            int rank = (int) place;
            ScoreDoc each = found[rank];
            if (refs == null || each.doc >= end) {
                LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(each.doc, leaves));
                refs = leaf.reader().getBinaryDocValues(PassageFields.REF);
                base = leaf.docBase;
                end = base + leaf.reader().maxDoc();
            }
            refs.advanceExact(each.doc - base);
            hits[rank] = new Hit(PassageFields.ref(refs.binaryValue()), cosine(each.score));
        }
        return List.of(hits);
    }

    /** The number of each passage in the index with its rank in the lower half, ascending. */
    private static long[] inOrder(ScoreDoc... found) {
        long[] places = new long[found.length];
        for (int rank = 0; rank < found.length; rank++) {
            places[rank] = (long) found[rank].doc << Integer.SIZE | rank;
        }
        Arrays.sort(places);
        return places;
    }

    /** Lucene scores a dot product as (1 + dot) / 2. */
    private static float cosine(float score) {
        return 2 * score - 1;
    }
}
