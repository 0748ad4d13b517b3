package serai.ingest;

import java.util.Map;
import java.util.Optional;
import serai.query.DocumentId;
import serai.query.RequestContext;
import serai.query.Subject;

/**
 * What a caller hands in, before anything of it was checked.
 *
 * @param subject the verified caller
 * @param fileName its extension names the format; empty when only the media type does
 * @param mediaType as declared by the caller; may be empty
 * @param id the document's name; derived from the source, else from the file name, when absent
 * @param title for people; taken from the document when absent
 * @param source a path or URL for citations; the file name when absent
 * @param labels given with the call: numbers, booleans, strings or lists of strings; they win over the preset's
 * @param preset the name of a preset of labels in the configuration
 * @param replace whether a stored document of the same id may be replaced
 */
public record NewUpload(
        RequestContext request,
        Subject subject,
        Content content,
        String fileName,
        String mediaType,
        Optional<DocumentId> id,
        Optional<String> title,
        Optional<String> source,
        Map<String, ?> labels,
        Optional<String> preset,
        boolean replace) {

    public NewUpload {
        labels = Map.copyOf(labels);
    }

    @Override
    public String toString() {
        return "NewUpload[" + request.requestId() + "]";
    }
}
