package serai.ingest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import serai.query.RequestContext;
import serai.query.Stage;

/** A document whose text and structure were read. */
public final class ParsedDocument implements Stage {

    private final Upload upload;
    private final String title;
    private final List<Section> sections;

    ParsedDocument(Upload upload, String title, List<Section> sections) {
        this.upload = requireNonNull(upload);
        this.title = requireNonNull(title);
        this.sections = List.copyOf(sections);
    }

    @Override
    public RequestContext request() {
        return upload.request();
    }

    public Upload upload() {
        return upload;
    }

    /** The title given by the caller, else the document's own, else its file name. */
    public String title() {
        return title;
    }

    List<Section> sections() {
        return sections;
    }

    @Override
    public String toString() {
        return "ParsedDocument[" + request().requestId() + ", " + upload.id() + "]";
    }
}
