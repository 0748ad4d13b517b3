package serai.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import serai.access.Explanation;

/** Shows explanations of decisions, to people and as JSON. */
final class PolicyExplanations {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyExplanations() {}

    static String json(Explanation explanation) throws JsonProcessingException {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("permitted", explanation.decision().permitted());
        shown.put("rule", explanation.decision().rule());
        shown.put("rules", explanation.rules());
        shown.put("policy", explanation.policyVersion());
        return JSON.writeValueAsString(shown);
    }

    /** Prints an explanation in its JSON form, which is also what the gateway sends. */
    static void print(JsonNode explanation, PrintWriter out) {
        String verdict = explanation.path("permitted").asBoolean() ? "permitted" : "denied";
        out.println(verdict + " by " + explanation.path("rule").asText());
        explanation.path("rules").forEach(rule -> out.println(line(rule)));
    }

    private static String line(JsonNode rule) {
        String outcome = rule.path("outcome").asText().toLowerCase(Locale.ROOT).replace('_', ' ');
        String reason = rule.path("reason").asText();
        return "  %-6s  %-24s  %s%s%n          %s"
                .formatted(
                        rule.path("effect").asText(),
                        rule.path("name").asText(),
                        outcome,
                        reason.isEmpty() ? "" : " (" + reason + ")",
                        rule.path("when").asText());
    }
}
