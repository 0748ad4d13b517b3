package serai.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import serai.query.DocumentId;
import serai.query.RequestContext;
import serai.query.Stage;
import serai.query.Subject;

/** A document from a caller who may add documents, of a size and format that can be read. */
public final class Upload implements Stage {

    private final NewUpload given;
    private final DocumentId id;
    private final String source;
    private final Format format;

    Upload(NewUpload given, DocumentId id, String source, Format format) {
        this.given = requireNonNull(given);
        this.id = requireNonNull(id);
        this.source = requireNonNull(source);
        this.format = requireNonNull(format);
    }

    @Override
    public RequestContext request() {
        return given.request();
    }

    public Subject subject() {
        return given.subject();
    }

    public DocumentId id() {
        return id;
    }

    /** A path or URL for citations. */
    public String source() {
        return source;
    }

    /** The title the caller gave; empty when the document's own is to be used. */
    public Optional<String> title() {
        return given.title();
    }

    /** The labels given with the call. */
    public Map<String, ?> labels() {
        return given.labels();
    }

    /** The preset named by the call. */
    public Optional<String> preset() {
        return given.preset();
    }

    /** Whether a stored document of the same id may be replaced. */
    public boolean replace() {
        return given.replace();
    }

    Format format() {
        return format;
    }

    Content content() {
        return given.content();
    }

    @Override
    public String toString() {
        return "Upload[" + request().requestId() + ", " + id + "]";
    }
}
