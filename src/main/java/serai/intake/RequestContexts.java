package serai.intake;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import serai.query.RequestContext;

/** Gives each request its id, trace context and deadline. Safe for use by many threads. */
public final class RequestContexts {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>, version 00. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Duration deadline;

    public RequestContexts(Clock clock, Duration deadline) {
        this.clock = clock;
        this.deadline = deadline;
    }

    /**
     * A context that keeps what the caller sent where it is well-formed.
     *
     * @param requestId the header {@code x-request-id}
     * @param traceparent the header of that name
     */
    public RequestContext open(@Nullable String requestId, @Nullable String traceparent) {
        Instant now = clock.instant();
        return new RequestContext(
                requestId != null && ID.matcher(requestId).matches() ? requestId : fresh(),
                traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : "",
                now,
                now.plus(deadline));
    }

    private String fresh() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
