package serai.ingest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import serai.privacy.PiiSpan;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * Cuts a document into passages and finds the personal data in each, once for the life of the passage. Fails closed: what
 * cannot be inspected is not stored. Safe for use by many threads.
 */
public final class Inspector {

    private final Chunker chunker;
    private final Function<String, List<PiiSpan>> personalData;
    private final int mostPassages;

    Inspector(Chunker chunker, Function<String, List<PiiSpan>> personalData, int mostPassages) {
        this.chunker = chunker;
        this.personalData = personalData;
        this.mostPassages = mostPassages;
    }

    /**
     * The passages of a document.
     *
     * @throws ProblemException {@link ProblemType#TOO_LARGE} when there are too many
     */
    public InspectedDocument inspect(LabelledDocument labelled) {
        requireNonNull(labelled, "labelled");
        ParsedDocument parsed = labelled.parsed();
        List<Chunk> chunks = chunker.chunks(parsed.title(), parsed.sections());
        if (chunks.size() > mostPassages) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "the document has more than " + mostPassages
                            + " passages; split it, or raise serai.ingest.max-passages");
        }
        return new InspectedDocument(
                labelled,
                chunks.stream()
                        .map(chunk -> new InspectedDocument.Inspected(chunk, personalData.apply(chunk.text())))
                        .toList());
    }
}
