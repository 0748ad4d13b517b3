package serai.intake;

import java.time.Instant;
import serai.query.RequestContext;
import serai.query.Subject;

/** Queries, made without intake. */
public final class QueryFixture {

    private static final Instant RECEIVED = Instant.parse("2026-01-01T12:00:00Z");

    private QueryFixture() {}

    /** A query for five passages. */
    public static Query query(Subject subject, String question) {
        return query(subject, question, 5);
    }

    public static Query query(Subject subject, String question, int limit) {
        RequestContext request = new RequestContext("request-1", "", RECEIVED, RECEIVED.plusSeconds(30));
        return new Query(request, subject, question, limit);
    }
}
