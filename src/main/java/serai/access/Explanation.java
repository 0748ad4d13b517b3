package serai.access;

import java.util.List;

/**
 * Why a decision came out as it did: the outcome of every rule. For security officers, not for callers.
 *
 * @param rules in the order of the policy file
 * @param policyVersion the policy that decided
 */
public record Explanation(Decision decision, List<RuleOutcome> rules, String policyVersion) {

    public Explanation {
        rules = List.copyOf(rules);
    }

    /** What a rule said of a document. */
    public enum Outcome {
        HOLDS,
        DOES_NOT_HOLD,
        /** Could not be decided, which denies. */
        FAILED
    }

    /**
     * The outcome of one rule.
     *
     * @param effect {@code permit} or {@code forbid}
     * @param when the expression as written
     * @param reason why the rule failed; empty when it did not
     */
    public record RuleOutcome(String name, String effect, String when, Outcome outcome, String reason) {}
}
