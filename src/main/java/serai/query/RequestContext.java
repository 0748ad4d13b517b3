package serai.query;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What identifies and bounds one request.
 *
 * @param requestId 1–64 letters, digits, dots, dashes or underscores; safe to log and to return
 * @param traceparent W3C trace context to pass on, or empty when the caller sent none
 * @param receivedAt when the gateway took the request
 * @param deadline when work for it must stop
 */
public record RequestContext(String requestId, String traceparent, Instant receivedAt, Instant deadline) {

    public RequestContext {
        requireNonNull(requestId, "requestId");
        requireNonNull(traceparent, "traceparent");
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(deadline, "deadline");
    }
}
