package serai.edge;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** An HTTP response but for the headers that all have. */
final class Reply {

    private final int status;
    private final String mediaType;
    private final Duration retryAfter;
    private final byte[] body;

    /**
     * A reply that owns its body.
     *
     * @param retryAfter when to ask again; zero to say nothing of it
     */
    Reply(int status, String mediaType, Duration retryAfter, byte[] body) {
        this.status = status;
        this.mediaType = mediaType;
        this.retryAfter = retryAfter;
        this.body = body;
    }

    byte[] body() {
        return body;
    }

    /** Sends it, unless something was sent already. */
    void send(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(status);
        response.setContentType(mediaType);
        if (!retryAfter.isZero()) {
            response.setHeader("Retry-After", seconds(retryAfter));
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Whole seconds, at least one. */
    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
    }
}
