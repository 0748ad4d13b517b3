package serai.ingest;

import serai.catalog.DocumentRecord;

/** When storing a document again would change nothing. */
final class Sameness {

    private Sameness() {}

    static boolean holds(DocumentRecord stored, LabelledDocument labelled) {
        ParsedDocument parsed = labelled.parsed();
        return stored.labels().equals(labelled.labels())
                && stored.title().equals(parsed.title())
                && stored.source().equals(parsed.upload().source())
                && stored.contentHash().equals(parsed.upload().content().sha256());
    }
}
