package serai.intake;

import static java.util.Objects.requireNonNull;

import serai.query.RequestContext;

/**
 * A request of a verified caller, not yet checked.
 *
 * @param body as received; empty when the request has none
 */
public record Incoming(Caller caller, RequestContext request, String body) {

    public Incoming {
        requireNonNull(caller, "caller");
        requireNonNull(request, "request");
        requireNonNull(body, "body");
    }

    /** Names the request, never its body. */
    @Override
    public String toString() {
        return "Incoming[" + request.requestId() + "]";
    }
}
