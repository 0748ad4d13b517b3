package serai.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the chat-completions protocol of OpenAI for the routes of models; the HTTP call itself stands in the route.
 * Safe for use by many threads.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat completion</a>
 */
public final class OpenAi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY = 1 << 20;
    private static final int PIECE = 8192;

    private final ModelSettings settings;
    private final Clock clock;

    OpenAi(ModelSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The body of the request. */
    public String request(ChatRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", settings.model(request.model()).model());
        body.put("messages", request.messages());
        body.put("max_tokens", request.maxTokens());
        body.put("temperature", request.temperature());
        body.put("stream", false);
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings and numbers is always JSON", e);
        }
    }

    /**
     * The body of a response, read within the size and time it may take.
     *
     * @param body at most one megabyte
     * @param status of the response
     * @param contentType must be JSON
     * @param retryAfter the header of that name, in seconds or as a date
     * @throws KeyRefusedException when the server answered 401 or 403
     * @throws ModelCallException when the response is not a success, not JSON, too large or too late
     */
    public String accept(
            @Nullable InputStream body,
            int status,
            @Nullable String contentType,
            @Nullable String retryAfter,
            ChatRequest request)
            throws IOException {
        try (InputStream stream = body == null ? InputStream.nullInputStream() : body) {
            if (status == 401 || status == 403) {
                throw new KeyRefusedException();
            }
            if (status != 200) {
                throw new ModelCallException(status, "the model's server answered " + status, wait(retryAfter));
            }
            if (contentType == null || !contentType.startsWith("application/json")) {
                throw refused("the model's server answered something else than JSON");
            }
            return read(stream, request.deadline());
        }
    }

    /**
     * The completion that came through the circuit breaker, which ends without an exception and with the request still in
     * the body when it ignored one.
     *
     * @throws KeyRefusedException when the body is still the request
     * @throws ModelCallException when there is no completion
     */
    public String completion(@Nullable Object body) {
        if (body instanceof ChatRequest) {
            throw new KeyRefusedException();
        }
        if (body instanceof String completion) {
            return completion;
        }
        throw refused("the model's server answered without a completion");
    }

    private String read(InputStream body, Instant deadline) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
            read.write(piece, 0, count);
            if (read.size() > BODY) {
                throw refused("the model's server answered more than " + BODY + " bytes");
            }
            if (clock.instant().isAfter(deadline)) {
                throw refused("the model's server answered too slowly");
            }
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static ModelCallException refused(String message) {
        return new ModelCallException(0, message, Optional.empty());
    }

    private Optional<Duration> wait(@Nullable String retryAfter) {
        if (retryAfter == null || retryAfter.length() > 40) {
            return Optional.empty();
        }
        if (retryAfter.matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
        }
        try {
            Instant at = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(clock.instant(), at);
            return left.isNegative() ? Optional.empty() : Optional.of(left);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
