package serai.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One text with the spans that are right.
 *
 * @param entity the only entity the case speaks of; empty when it speaks of all
 * @param text what to search
 * @param spans what to find, in UTF-16 offsets
 */
record EvaluationCase(Optional<String> entity, String text, List<PiiSpan> spans) {

    private static final ObjectMapper JSON = new ObjectMapper();

    EvaluationCase {
        spans = List.copyOf(spans);
    }

    /**
     * Reads {@code {"entity","text","spans":[[start,end],…]}} or {@code {"text","spans":[[start,end,entity],…]}}; the
     * offsets in the file count code points.
     *
     * @throws IllegalArgumentException saying what is wrong, without the text
     */
    static EvaluationCase parse(String line) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        if (!json.path("text").isTextual() || !json.path("spans").isArray()) {
            throw new IllegalArgumentException("a case needs a string 'text' and a list 'spans'");
        }
        Optional<String> entity = Optional.ofNullable(json.get("entity"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
        String text = json.path("text").asText();
        List<PiiSpan> spans = new ArrayList<>();
        json.path("spans").forEach(span -> spans.add(span(span, text, entity)));
        return new EvaluationCase(entity, text, spans);
    }

    private static PiiSpan span(JsonNode span, String text, Optional<String> entity) {
        boolean shaped = span.path(0).isInt() && span.path(1).isInt();
        if (!shaped || (entity.isEmpty() && !span.path(2).isTextual())) {
            throw new IllegalArgumentException(
                    "a span is [start, end], with the entity third when the case names none");
        }
        try {
            int start = text.offsetByCodePoints(0, span.get(0).asInt());
            int end = text.offsetByCodePoints(
                    start, span.get(1).asInt() - span.get(0).asInt());
            return new PiiSpan(entity.orElseGet(() -> span.get(2).asText()), start, end, 1);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a span lies outside the text", e);
        }
    }
}
