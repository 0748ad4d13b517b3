package serai.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import serai.access.FilterEvaluator;
import serai.access.Labels;
import serai.access.ResourceFilter;
import serai.catalog.Change;
import serai.catalog.Embedding;
import serai.catalog.PassageRef;
import serai.query.DocumentId;
import serai.query.Tenant;

/** The twin of the real stores: compares every vector. Shows a change only after a refresh, as they do. */
public final class InMemoryVectorStore implements VectorStore {

    private Map<Key, Entry> visible = Map.of();
    private final Map<Key, Entry> applied = new TreeMap<>(Comparator.comparing(Key::toString));
    private long checkpointed;
    private String checkpointSchema = "";

    @Override
    public synchronized List<Hit> search(Tenant tenant, Embedding question, ResourceFilter filter, int limit) {
        List<Hit> hits = new ArrayList<>();
        visible.forEach((key, entry) -> {
            if (key.tenant().equals(tenant) && FilterEvaluator.matches(filter, entry.labels())) {
                hits.addAll(entry.hits(key.document(), question.vector()));
            }
        });
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        return List.copyOf(hits.subList(0, Math.min(limit, hits.size())));
    }

    @Override
    public synchronized void apply(Change change) {
        Key key = new Key(change.tenant(), change.document());
        switch (change) {
            case Change.Present present -> applied.put(key, new Entry(present.labels(), present.vectors()));
            case Change.Relabelled relabelled ->
                applied.computeIfPresent(key, (k, entry) -> new Entry(relabelled.labels(), entry.vectors()));
            case Change.Gone gone -> applied.remove(key);
        }
    }

    @Override
    public synchronized void refresh() {
        visible = Map.copyOf(applied);
    }

    @Override
    public synchronized void checkpoint(long revision, String labelSchema) {
        checkpointed = revision;
        checkpointSchema = labelSchema;
    }

    @Override
    public synchronized long checkpointed(String labelSchema) {
        return labelSchema.equals(checkpointSchema) ? checkpointed : 0;
    }

    @Override
    public synchronized void reset() {
        applied.clear();
        refresh();
        checkpointed = 0;
    }

    @Override
    public void close() {}

    private record Key(Tenant tenant, DocumentId document) {}

    private record Entry(Labels labels, List<Embedding> vectors) {

        List<Hit> hits(DocumentId document, float[] question) {
            List<Hit> hits = new ArrayList<>();
            for (int ordinal = 0; ordinal < vectors.size(); ordinal++) {
                hits.add(new Hit(
                        new PassageRef(document, ordinal),
                        dot(vectors.get(ordinal).vector(), question)));
            }
            return hits;
        }

        private static float dot(float[] a, float[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return (float) sum;
        }
    }
}
