package serai.ingest;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import serai.catalog.Catalog;
import serai.catalog.Embedding;
import serai.catalog.NewDocument.NewPassage;
import serai.ingest.InspectedDocument.Inspected;
import serai.retrieval.Embedder;

/**
 * Computes the vectors of a document's passages, unless the same document is stored already: that makes a repeated or
 * resumed ingestion cheap. Safe for use by many threads; the embedder bounds the load.
 */
public final class EmbeddingStep {

    private final Embedder embedder;
    private final Catalog catalog;

    EmbeddingStep(Embedder embedder, Catalog catalog) {
        this.embedder = embedder;
        this.catalog = catalog;
    }

    /** The document with its vectors. */
    public EmbeddedDocument embed(InspectedDocument inspected) {
        requireNonNull(inspected, "inspected");
        LabelledDocument labelled = inspected.labelled();
        Upload upload = labelled.parsed().upload();
        boolean same = catalog.find(upload.subject().tenant(), upload.id())
                .filter(stored -> Sameness.holds(stored, labelled))
                .isPresent();
        return same
                ? EmbeddedDocument.unchanged(labelled)
                : EmbeddedDocument.changed(labelled, passages(inspected.passages()));
    }

    private List<NewPassage> passages(List<Inspected> inspected) {
        List<Embedding> vectors = embedder.embedAll(
                inspected.stream().map(passage -> passage.chunk().embeddable()).toList());
        List<NewPassage> passages = new ArrayList<>();
        for (int i = 0; i < inspected.size(); i++) {
            Chunk chunk = inspected.get(i).chunk();
            passages.add(new NewPassage(
                    chunk.heading(), chunk.text(), inspected.get(i).personalData(), vectors.get(i)));
        }
        return passages;
    }
}
