package serai.retrieval;

import java.util.List;
import serai.catalog.Embedding;

/** Maps text to vectors of unit length. Safe for use by many threads; bounded, and refuses when overloaded. */
public interface Embedder {

    /** The vector of a question. */
    Embedding embed(String question);

    /** The vectors of passages, in their order. */
    List<Embedding> embedAll(List<String> passages);

    /** The number of dimensions of every vector. */
    int dimensions();
}
