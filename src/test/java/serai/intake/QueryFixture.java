package serai.intake;

import java.time.Instant;
import serai.query.RequestContext;
import serai.query.Subject;

/** Queries as intake makes them. */
public final class QueryFixture {

    private QueryFixture() {}

    /** A query for five passages. */
    public static Query query(Subject subject, String question) {
        return query(subject, question, 5);
    }

    public static Query query(Subject subject, String question, int limit) {
        return query(subject, question, limit, 1);
    }

    public static Query query(Subject subject, String question, int limit, int perDocument) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        return new Query(
                new RequestContext("request-1", "", now, now.plusSeconds(30)), subject, question, limit, perDocument);
    }
}
