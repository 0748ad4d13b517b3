package serai.ingest;

import java.time.Clock;
import serai.access.Environment;
import serai.access.Labels;
import serai.access.PolicyDecisionPoint;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;

/**
 * Who may write what.
 *
 * <p>A caller with the scope {@code documents.write} writes documents whose labels the policy lets them read, before and
 * after the change: so nobody can plant text among papers above their rights, or move a paper out of their own sight.
 * The scope {@code documents.manage} lifts the condition on labels for storing and replacing documents; it belongs to the
 * operator of the gateway, who reads nothing by it. Relabelling and deleting ask for the right to read all the same.
 */
final class WriteRights {

    static final String WRITE = "documents.write";
    static final String MANAGE = "documents.manage";

    private final PolicyDecisionPoint policy;
    private final Clock clock;

    WriteRights(PolicyDecisionPoint policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    static void requireScope(Subject subject) {
        if (!subject.scopes().contains(WRITE)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "changing documents needs the scope " + WRITE + ", which the token lacks");
        }
    }

    boolean mayRead(Subject subject, Labels labels) {
        return policy.decide(subject, labels, new Environment(clock.instant())).permitted();
    }

    boolean mayWrite(Subject subject, Labels labels) {
        return subject.scopes().contains(WRITE) && (subject.scopes().contains(MANAGE) || mayRead(subject, labels));
    }

    /** Refuses labels that the caller may not give. */
    void requireWritable(Subject subject, Labels labels) {
        requireScope(subject);
        if (!mayWrite(subject, labels)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "you may only write documents that you may read; choose other labels");
        }
    }
}
