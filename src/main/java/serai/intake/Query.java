package serai.intake;

import static java.util.Objects.requireNonNull;

import serai.query.RequestContext;
import serai.query.Stage;
import serai.query.Subject;

/** A question from a verified caller: the evidence that intake has run. */
public final class Query implements Stage {

    private final RequestContext request;
    private final Subject subject;
    private final String question;
    private final int limit;
    private final int perDocument;

    Query(RequestContext request, Subject subject, String question, int limit, int perDocument) {
        this.request = requireNonNull(request);
        this.subject = requireNonNull(subject);
        this.question = requireNonNull(question);
        this.limit = limit;
        this.perDocument = perDocument;
    }

    @Override
    public RequestContext request() {
        return request;
    }

    public Subject subject() {
        return subject;
    }

    /** The question as the caller wrote it. Stays inside the gateway. */
    public String question() {
        return question;
    }

    /** The number of passages to find, at least 1. */
    public int limit() {
        return limit;
    }

    /** How many passages of one document come before those of other documents, at least 1. */
    public int perDocument() {
        return perDocument;
    }

    @Override
    public String toString() {
        return "Query[" + request.requestId() + "]";
    }
}
