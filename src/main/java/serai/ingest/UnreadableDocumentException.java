package serai.ingest;

/** A document cannot be read. The message says what is wrong without quoting the document. */
final class UnreadableDocumentException extends Exception {

    UnreadableDocumentException(String message) {
        super(message);
    }
}
