package serai.ingest;

import java.io.IOException;

/** Reads documents of one format. Implementations are stateless and safe for use by many threads. */
@FunctionalInterface
interface FormatReader {

    /**
     * Adds the text of a document to an outline.
     *
     * @throws UnreadableDocumentException when the document is damaged; the message is safe to show
     */
    void read(byte[] content, Outline outline) throws IOException, UnreadableDocumentException;
}
