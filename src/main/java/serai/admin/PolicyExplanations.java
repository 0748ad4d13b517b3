package serai.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import serai.access.Explanation;
import serai.access.Explanation.RuleOutcome;

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

    static void print(Explanation explanation, PrintWriter out) {
        String verdict = explanation.decision().permitted() ? "permitted" : "denied";
        out.println(verdict + " by " + explanation.decision().rule());
        explanation.rules().forEach(rule -> out.println(line(rule)));
    }

    private static String line(RuleOutcome rule) {
        String outcome = rule.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String reason = rule.reason().isEmpty() ? "" : " (" + rule.reason() + ")";
        return "  %-6s  %-24s  %s%s%n          %s".formatted(rule.effect(), rule.name(), outcome, reason, rule.when());
    }
}
