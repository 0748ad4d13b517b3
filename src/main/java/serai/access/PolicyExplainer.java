package serai.access;

import serai.query.Subject;

/** Tells a security officer which rule says what of one subject and one document. Safe for use by many threads. */
public final class PolicyExplainer {

    private final Policy policy;

    public PolicyExplainer(Policy policy) {
        this.policy = policy;
    }

    /** The outcome of every rule, and the decision they lead to; never throws for a rule that fails. */
    public Explanation explain(Subject subject, Labels labels, Environment environment) {
        return policy.explain(subject, labels, environment);
    }
}
