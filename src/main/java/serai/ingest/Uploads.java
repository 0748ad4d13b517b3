package serai.ingest;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import serai.query.DocumentId;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;
import serai.query.Tenant;

/** The gate for new documents: who may add one, how large it is, what it is called. Safe for use by many threads. */
public final class Uploads {

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_SOURCE = 1000;
    private static final int MOST_LABELS = 64;

    private final IngestSettings settings;

    Uploads(IngestSettings settings) {
        this.settings = settings;
    }

    /**
     * Checks what can be told without opening the document.
     *
     * @throws ProblemException {@link ProblemType#FORBIDDEN} without the scope {@code documents.write},
     *     {@link ProblemType#TOO_LARGE}, {@link ProblemType#UNSUPPORTED_MEDIA_TYPE} for a format nobody reads here, or
     *     {@link ProblemType#INVALID_REQUEST}
     */
    public Upload receive(NewUpload given) {
        requireNonNull(given, "given");
        WriteRights.requireScope(given.subject());
        checkSize(given.content());
        Format format = format(given.fileName(), given.mediaType());
        String source = given.source().filter(s -> !s.isBlank()).orElse(given.fileName());
        checkText("source", source, LONGEST_SOURCE);
        checkText("title", given.title().orElse(""), LONGEST_TITLE);
        checkLabels(given.labels());
        DocumentId id = given.id().orElseGet(() -> derivedId(given.subject().tenant(), source));
        return new Upload(given, id, source, format);
    }

    /** The id of a document that was given none: the same for the same tenant and source. */
    static DocumentId derivedId(Tenant tenant, String source) {
        if (source.isBlank()) {
            throw invalid("the document has no id, no source and no file name; send one of them");
        }
        String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String hash = Content.of((tenant.value() + '\n' + source).getBytes(StandardCharsets.UTF_8))
                .sha256();
        String readable = name.substring(0, Math.min(name.length(), 60));
        return new DocumentId((readable.isEmpty() ? "document" : readable) + "-" + hash.substring(0, 16));
    }

    /**
     * Refuses a caller who may not write anything, before their document is read.
     *
     * @throws ProblemException {@link ProblemType#FORBIDDEN} without the scope {@code documents.write}
     */
    public static void requireScope(Subject subject) {
        WriteRights.requireScope(subject);
    }

    private void checkSize(Content content) {
        if (content.length() == 0) {
            throw invalid("the document is empty");
        }
        if (content.length() > settings.maxBytes().toBytes()) {
            throw Content.tooLarge(settings.maxBytes().toBytes());
        }
    }

    private static Format format(String fileName, String mediaType) {
        Optional<Format> named = Format.named(fileName);
        Optional<Format> typed = Format.typed(mediaType);
        if (named.isEmpty() && typed.isEmpty()) {
            throw unsupported("the document is of no known kind; send one of " + Format.known());
        }
        if (named.isPresent() && !Format.saysNothing(mediaType) && !named.equals(typed)) {
            throw unsupported("the media type and the extension of the file name disagree; correct one of them");
        }
        return named.or(() -> typed).orElseThrow();
    }

    private static void checkText(String what, String value, int longest) {
        if (value.length() > longest || value.chars().anyMatch(Character::isISOControl)) {
            throw invalid("the " + what + " is longer than " + longest + " characters or holds control characters");
        }
    }

    private static void checkLabels(Map<String, ?> labels) {
        if (labels.size() > MOST_LABELS) {
            throw invalid("the document has more than " + MOST_LABELS + " labels");
        }
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail);
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail);
    }
}
