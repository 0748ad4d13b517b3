package serai.ingest;

import java.util.ArrayList;
import java.util.List;
import serai.catalog.Embedding;
import serai.retrieval.Embedder;

/** Vectors of one dimension; remembers what was embedded. */
final class FakeEmbedder implements Embedder {

    final List<String> texts = new ArrayList<>();

    @Override
    public Embedding embed(String question) {
        return new Embedding(new float[] {1});
    }

    @Override
    public List<Embedding> embedAll(List<String> passages) {
        texts.addAll(passages);
        return passages.stream().map(this::embed).toList();
    }

    @Override
    public int dimensions() {
        return 1;
    }
}
