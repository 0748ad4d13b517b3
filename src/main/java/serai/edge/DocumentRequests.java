package serai.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import serai.ingest.Content;
import serai.ingest.Documents;
import serai.ingest.NewUpload;
import serai.ingest.Uploads;
import serai.intake.Incoming;
import serai.intake.StrictJson;
import serai.query.DocumentId;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;

/** The step {@code documentRequests}: what callers want of documents, taken from HTTP. Thread-safe. */
public final class DocumentRequests {

    private final Requests requests;
    private final Documents documents;
    private final UploadMemory memory;

    DocumentRequests(Requests requests, Documents documents, UploadMemory memory) {
        this.requests = requests;
        this.documents = documents;
        this.memory = memory;
    }

    /**
     * A document to store, from JSON or a multipart form.
     *
     * @throws ProblemException when the body is neither, the caller lacks the scope, or too many documents are being
     *     read already
     */
    public NewUpload upload(Exchange exchange) {
        HttpServletRequest request = Requests.request(exchange);
        Incoming incoming = requests.bare(exchange);
        // Before the body: whoever may not write cannot fill the memory either.
        Uploads.requireScope(incoming.caller().subject());
        memory.reserve(BoundedRequest.original(request));
        String type = String.valueOf(request.getContentType());
        return type.regionMatches(true, 0, "multipart/", 0, 10)
                ? fromForm(incoming, DocumentForm.of(BoundedRequest.original(request)))
                : fromJson(requests.read(request, incoming.caller()));
    }

    private static NewUpload fromJson(Incoming incoming) {
        NewDocument body = StrictJson.read(incoming.body(), NewDocument.class, NewDocument.EXPECTED);
        if (body.text() == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, NewDocument.EXPECTED);
        }
        return new NewUpload(
                incoming.request(),
                incoming.caller().subject(),
                Content.of(body.text().getBytes(StandardCharsets.UTF_8)),
                "",
                body.mediaType() == null ? "text/plain" : body.mediaType(),
                id(body.id()),
                Optional.ofNullable(body.title()),
                Optional.ofNullable(body.source()),
                labels(body.labels()),
                Optional.ofNullable(body.preset()),
                Boolean.TRUE.equals(body.replace()));
    }

    private static NewUpload fromForm(Incoming incoming, DocumentForm form) {
        Part file = form.file();
        return new NewUpload(
                incoming.request(),
                incoming.caller().subject(),
                Content.of(DocumentForm.bytes(file)),
                DocumentForm.name(file),
                Optional.ofNullable(file.getContentType()).orElse(""),
                id(form.field("id").orElse(null)),
                form.field("title"),
                form.field("source"),
                labels(form.field("labels").map(DocumentRequests::object).orElse(null)),
                form.field("preset"),
                form.field("replace").filter("true"::equals).isPresent());
    }

    /**
     * What is known of the document that the path names.
     *
     * @throws ProblemException {@link ProblemType#NOT_FOUND} when there is none that the caller may read
     */
    public DocumentBody find(Exchange exchange) {
        Subject subject = requests.bare(exchange).caller().subject();
        return DocumentBody.of(documents.find(subject, named(exchange)));
    }

    /** Gives the document that the path names the labels of the body. */
    public DocumentBody relabel(Exchange exchange) {
        Incoming incoming = requests.json(exchange);
        Documents.Changed changed = documents.relabel(
                incoming.request(), incoming.caller().subject(), named(exchange), labels(object(incoming.body())));
        return DocumentBody.of(changed);
    }

    /** Deletes the document that the path names. */
    public DocumentBody delete(Exchange exchange) {
        Incoming incoming = requests.bare(exchange);
        return DocumentBody.of(
                documents.delete(incoming.request(), incoming.caller().subject(), named(exchange)));
    }

    /** An impossible id names no document, as far as callers can tell. */
    private static DocumentId named(Exchange exchange) {
        try {
            return new DocumentId(Requests.variable(exchange, "id"));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, "there is no such document");
        }
    }

    private static Optional<DocumentId> id(@Nullable String id) {
        try {
            return Optional.ofNullable(id).map(DocumentId::new);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> object(String json) {
        return StrictJson.object(json, "The labels are a JSON object.");
    }

    private static Map<String, Object> labels(@Nullable Map<String, Object> labels) {
        Map<String, Object> given = labels == null ? Map.of() : labels;
        if (given.values().stream().anyMatch(Objects::isNull)) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "A label has a value.");
        }
        return given;
    }
}
