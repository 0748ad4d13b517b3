package serai.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import serai.query.ProblemException;
import serai.query.ProblemType;

/** Turns what Spring refuses outside the calls of the {@link EdgeServlet} into problem documents. */
@ControllerAdvice
class ProblemAdvice {

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler(Exception.class)
    void refuse(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (failure instanceof ErrorResponse refusal) {
            String allow = refusal.getHeaders().getFirst(HttpHeaders.ALLOW);
            if (allow != null) {
                response.setHeader(HttpHeaders.ALLOW, allow);
            }
            problems.write(of(refusal.getStatusCode().value()), request, response);
        } else {
            problems.write(failure, request, response);
        }
    }

    /** The problem that an HTTP status stands for. */
    static ProblemException of(int status) {
        return switch (status) {
            case 401 -> new ProblemException(ProblemType.UNAUTHENTICATED, "Send a token: Authorization: Bearer ...");
            case 403 -> new ProblemException(ProblemType.FORBIDDEN, "The token does not allow this.");
            case 404 -> new ProblemException(ProblemType.NOT_FOUND, "There is no such thing here.");
            case 405 -> new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "See the header Allow.");
            case 413 -> new ProblemException(ProblemType.TOO_LARGE, "The request is too large.");
            case 415 ->
                new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE, "See /openapi.yaml for the media types of this call.");
            case 503 ->
                new ProblemException(
                        ProblemType.UNAVAILABLE, "The gateway cannot serve this now.", Duration.ofSeconds(1), null);
            default ->
                status < 500
                        ? new ProblemException(ProblemType.MALFORMED_REQUEST, "The request is not well-formed.")
                        : new ProblemException(
                                ProblemType.INTERNAL,
                                "The gateway failed. Quote the request id to whoever operates it.");
        };
    }
}
