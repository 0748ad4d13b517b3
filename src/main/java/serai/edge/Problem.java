package serai.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * What a caller is told about a failure, as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> has it.
 *
 * @param requestId what to quote to the operator
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail, String requestId) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemException e, String requestId) {
        return of(e.type(), e.detail(), requestId);
    }

    static Problem of(ProblemType type, String detail, String requestId) {
        return new Problem(type.uri(), type.title(), type.status(), detail, requestId);
    }
}
