package serai.retrieval.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import serai.access.Labels;
import serai.access.ResourceFilter;
import serai.catalog.Change;
import serai.catalog.Embedding;
import serai.catalog.PassageRef;
import serai.query.DocumentId;
import serai.query.Tenant;
import serai.retrieval.VectorStore.Hit;

/** The index of one tenant: one directory, one writer, and a searcher that shows what was last refreshed. */
final class TenantIndex implements AutoCloseable {

    private static final String REVISION = "revision";

    private final Tenant tenant;
    private final NearestPassages nearest;
    private final SegmentFilters filters = new SegmentFilters();
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Set<DocumentId> unseen = new HashSet<>();

    private TenantIndex(
            Tenant tenant,
            NearestPassages nearest,
            Directory directory,
            IndexWriter writer,
            SearcherManager searchers) {
        this.tenant = tenant;
        this.nearest = nearest;
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
    }

    static TenantIndex open(Path path, Tenant tenant, NearestPassages nearest) throws IOException {
        Directory directory = FSDirectory.open(path);
        try {
            return open(directory, tenant, nearest);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static TenantIndex open(Directory directory, Tenant tenant, NearestPassages nearest) throws IOException {
        IndexWriter writer = new IndexWriter(directory, configuration());
        try {
            return new TenantIndex(
                    tenant, nearest, directory, writer, new SearcherManager(writer, new SearcherFactory()));
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    private static IndexWriterConfig configuration() {
        // Each segment has a graph of its own to search, so there should be few: two up to 40,000 passages, then one
        // more for each doubling.
        return new IndexWriterConfig()
                .setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(2).setFloorSegmentMB(64))
                .setCommitOnClose(false);
    }

    List<Hit> search(Embedding question, ResourceFilter filter, int limit) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            AllowedPassages allowed = filters.allowed(searcher, tenant, filter);
            return nearest.search(searcher, question.vector(), allowed, limit);
        } finally {
            searchers.release(searcher);
        }
    }

    synchronized void apply(Change change) throws IOException {
        switch (change) {
            case Change.Present present -> write(present.document(), vectors(present), present.labels());
            case Change.Relabelled relabelled ->
                write(relabelled.document(), vectors(relabelled.document()), relabelled.labels());
            case Change.Gone gone -> writer.deleteDocuments(PassageFields.document(gone.document()));
        }
        unseen.add(change.document());
    }

    private void write(DocumentId document, Map<Integer, float[]> vectors, Labels labels) throws IOException {
        List<Document> passages = new ArrayList<>();
        vectors.forEach((ordinal, vector) ->
                passages.add(PassageFields.passage(tenant, new PassageRef(document, ordinal), vector, labels)));
        // Lucene loses count of its memory when it is given no passages to put in.
        if (passages.isEmpty()) {
            writer.deleteDocuments(PassageFields.document(document));
        } else {
            writer.updateDocuments(PassageFields.document(document), passages);
        }
    }

    private static Map<Integer, float[]> vectors(Change.Present present) {
        Map<Integer, float[]> vectors = new TreeMap<>();
        for (Embedding vector : present.vectors()) {
            vectors.put(vectors.size(), vector.vector());
        }
        return vectors;
    }

    /** Reads back what the index holds, so that new labels need neither the text nor its embedding. */
    private Map<Integer, float[]> vectors(DocumentId document) throws IOException {
        if (unseen.contains(document)) {
            refresh();
        }
        IndexSearcher searcher = searchers.acquire();
        try {
            Map<Integer, float[]> vectors = new TreeMap<>();
            TermQuery passages = new TermQuery(PassageFields.document(document));
            Weight weight = searcher.createWeight(passages, ScoreMode.COMPLETE_NO_SCORES, 1);
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                collect(leaf, weight, vectors);
            }
            return vectors;
        } finally {
            searchers.release(searcher);
        }
    }

    private static void collect(LeafReaderContext leaf, Weight weight, Map<Integer, float[]> into) throws IOException {
        Scorer scorer = weight.scorer(leaf);
        if (scorer == null) {
            return;
        }
        Bits live = leaf.reader().getLiveDocs();
        FloatVectorValues vectors = leaf.reader().getFloatVectorValues(PassageFields.VECTOR);
        KnnVectorValues.DocIndexIterator ordinals = vectors.iterator();
        BinaryDocValues refs = leaf.reader().getBinaryDocValues(PassageFields.REF);
        DocIdSetIterator matching = scorer.iterator();
        for (int doc = matching.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = matching.nextDoc()) {
            if ((live == null || live.get(doc)) && refs.advanceExact(doc)) {
                ordinals.advance(doc);
                float[] vector = vectors.vectorValue(ordinals.index()).clone();
                into.put(PassageFields.ref(refs.binaryValue()).ordinal(), vector);
            }
        }
    }

    synchronized void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
        unseen.clear();
    }

    /** Makes the index durable; the revision of its last commit. */
    synchronized long commit(long revision) throws IOException {
        if (writer.hasUncommittedChanges()) {
            writer.setLiveCommitData(Map.of(REVISION, Long.toString(revision)).entrySet());
            writer.commit();
        }
        return committed();
    }

    /** The revision of the last commit; 0 for a new index. */
    long committed() {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            for (Map.Entry<String, String> entry : data) {
                if (entry.getKey().equals(REVISION)) {
                    return Long.parseLong(entry.getValue());
                }
            }
        }
        return 0;
    }

    /** Reads every file against its checksum. */
    void verify() throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                if (leaf.reader() instanceof CodecReader reader) {
                    reader.checkIntegrity();
                }
            }
        } finally {
            searchers.release(searcher);
        }
    }

    synchronized void reset() throws IOException {
        writer.deleteAll();
        refresh();
    }

    @Override
    public synchronized void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
    }
}
