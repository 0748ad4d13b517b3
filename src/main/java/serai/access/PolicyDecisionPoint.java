package serai.access;

import serai.query.Subject;

/** Decides who may read what. Immutable and safe for use by many threads; what cannot be decided is denied. */
public interface PolicyDecisionPoint {

    /** Decides one document with the whole policy. Never throws for a rule that fails: that is a denial. */
    Decision decide(Subject subject, Labels labels, Environment environment);

    /**
     * What {@link #decide} allows this subject, as a filter that a store can apply.
     *
     * <p>Law: a document satisfies the filter exactly when {@code decide} permits it.
     */
    ResourceFilter plan(Subject subject, Environment environment);

    /** The schema of the labels that this policy decides over. */
    LabelSchema labels();

    /** Identifies the policy text: a hash, for the audit. */
    String version();
}
