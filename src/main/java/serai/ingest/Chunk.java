package serai.ingest;

/**
 * A passage before it is stored.
 *
 * @param heading where in the document it stands; may be empty
 * @param text what it says
 * @param embeddable what the embedding model reads: the title and heading, then the text
 */
record Chunk(String heading, String text, String embeddable) {}
