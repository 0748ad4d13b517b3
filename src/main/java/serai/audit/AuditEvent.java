package serai.audit;

import java.util.Map;
import serai.query.RequestContext;
import serai.query.Subject;

/**
 * Something that happened and must be on record.
 *
 * @param kind what happened
 * @param request the request it belongs to
 * @param subject who did it; written as a pseudonym
 * @param details whole numbers, strings, booleans, lists and maps of these; never a question, a passage, an answer or a
 *     secret: text appears as its keyed hash; numbers within ±2^53; anything else
 *     is refused
 */
public record AuditEvent(Kind kind, RequestContext request, Subject subject, Map<String, Object> details) {

    /** What an event is about. */
    public enum Kind {
        QUERY_INTENT,
        QUERY_OUTCOME,
        SEARCH_OUTCOME,
        QUERY_REFUSED,
        DOCUMENT_INGESTED,
        DOCUMENT_RELABELLED,
        DOCUMENT_DELETED,
        RECHECK_REJECTED,
        /** Something happened to a secret: a new version, a rotation, a reveal, a fallback, a failure, its age. */
        SECRET,
        /** The log was opened; written by the log itself. */
        START,
        /** The log was closed; written by the log itself. */
        STOP,
        /** An incomplete record was cut from the end when the log was opened; written by the log itself. */
        RECOVERY
    }

    public AuditEvent {
        details = Details.copyOf(details);
    }
}
