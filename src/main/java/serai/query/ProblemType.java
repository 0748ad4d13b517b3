package serai.query;

/** The kinds of failure a caller can meet; each has one HTTP status and one stable RFC 9457 {@code type}. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "Malformed request"),
    UNAUTHENTICATED(401, "Not signed in"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    CONFLICT(409, "Conflict"),
    TOO_LARGE(413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    INVALID_REQUEST(422, "Invalid request"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL(500, "Internal error"),
    UNAVAILABLE(503, "Unavailable");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A short summary, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The stable identifier, such as {@code urn:serai:problem:not-found}. */
    public String uri() {
        return "urn:serai:problem:" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
