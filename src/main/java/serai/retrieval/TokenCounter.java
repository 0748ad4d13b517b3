package serai.retrieval;

/** Counts the tokens of a text as the embedding model does. Safe for use by many threads. */
@FunctionalInterface
public interface TokenCounter {

    /** The number of tokens, without the two that frame every input of the model. */
    int tokens(String text);
}
