package serai.edge;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import serai.query.ProblemException;
import serai.query.ProblemType;

/** A multipart form that brings a document: the part {@code file} and fields, each at most once. */
final class DocumentForm {

    private static final Set<String> FIELDS = Set.of("file", "id", "title", "source", "labels", "preset", "replace");
    private static final int MAX_FIELD_BYTES = 16_384;

    private final Collection<Part> parts;

    private DocumentForm(Collection<Part> parts) {
        this.parts = parts;
    }

    static DocumentForm of(HttpServletRequest request) {
        DocumentForm form = new DocumentForm(parts(request));
        for (Part part : form.parts) {
            boolean once = form.parts.stream()
                            .filter(p -> p.getName().equals(part.getName()))
                            .count()
                    == 1;
            if (!FIELDS.contains(part.getName()) || !once) {
                throw invalid();
            }
        }
        return form;
    }

    private static Collection<Part> parts(HttpServletRequest request) {
        try {
            return request.getParts();
        } catch (IllegalStateException e) {
            throw new ProblemException(ProblemType.TOO_LARGE, "The form or one of its parts is too large.");
        } catch (IOException | ServletException | RuntimeException e) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The body is not a well-formed multipart form.");
        }
    }

    /** The document itself. */
    Part file() {
        return part("file").orElseThrow(DocumentForm::invalid);
    }

    /** A file name without any path before it. */
    static String name(Part file) {
        String name = Optional.ofNullable(file.getSubmittedFileName()).orElse("");
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    Optional<String> field(String name) {
        return part(name).map(DocumentForm::text);
    }

    private Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.getName().equals(name)).findFirst();
    }

    private static String text(Part part) {
        if (part.getSize() > MAX_FIELD_BYTES) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE, "A field of the form may have at most " + MAX_FIELD_BYTES + " bytes.");
        }
        return Requests.text(bytes(part));
    }

    static byte[] bytes(Part part) {
        try {
            return part.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The body broke off.");
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "The form has the part file and, each at most once, the fields id, title, source, labels (a JSON"
                        + " object), preset and replace.");
    }
}
