package serai.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.secrets.SecretUnavailableException;

/** Tells callers about failures, and the log about those that are the gateway's own. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** A backend that answers again is asked again in less. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ObjectMapper json;

    Problems(ObjectMapper json) {
        this.json = json;
    }

    /** What went wrong in terms of the caller; anything unforeseen is an internal error. */
    private static ProblemException of(Throwable failure, String requestId) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
            if (cause instanceof SecretUnavailableException secret) {
                LOG.warn("request {} refused: {}", requestId, secret.getMessage());
                return new ProblemException(
                        ProblemType.UNAVAILABLE, "A secret that this needs cannot be had.", RETRY_AFTER, null);
            }
        }
        // A message may quote what a caller sent, so the log gets the classes and the place alone.
        LOG.error("request {} failed: {}", requestId, trace(failure));
        return new ProblemException(
                ProblemType.INTERNAL, "The gateway failed. Quote the request id to whoever operates it.");
    }

    private static String trace(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        for (Throwable cause = failure; cause != null && trace.length() < 2_000; cause = cause.getCause()) {
            trace.append(cause.getClass().getName());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < frames.length; i++) {
                boolean ours = frames[i].getClassName().startsWith("serai.");
                if (i == 0 || ours) {
                    trace.append(" at ").append(frames[i]);
                }
                if (ours) {
                    break;
                }
            }
            trace.append("; ");
        }
        return trace.toString();
    }

    /** Answers a failure, unless something was answered already. */
    void write(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        reply(failure, request).send(response);
    }

    /** What a caller is told about a failure. */
    Reply reply(Throwable failure, HttpServletRequest request) {
        String requestId = Requests.requestId(request);
        ProblemException e = of(failure, requestId);
        return new Reply(e.type().status(), Problem.MEDIA_TYPE, e.retryAfter(), bytes(e, requestId));
    }

    private byte[] bytes(ProblemException e, String requestId) {
        try {
            return json.writeValueAsBytes(Problem.of(e, requestId));
        } catch (JsonProcessingException impossible) {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
    }
}
