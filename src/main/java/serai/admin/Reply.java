package serai.admin;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the gateway answered.
 *
 * @param status the HTTP status
 * @param body the JSON body; a missing node when there was none
 * @param retryAfter seconds to wait before trying again, or 0
 */
record Reply(int status, JsonNode body, int retryAfter) {

    boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /** The problem's explanation, or the bare status. */
    String problem() {
        String detail = body.path("detail").asText("");
        return detail.isEmpty() ? "the gateway answered " + status : detail;
    }
}
