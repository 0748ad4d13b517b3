package serai.access;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import serai.audit.AuditEvent;
import serai.audit.AuditLog;
import serai.audit.AuditReceipt;
import serai.audit.KeyedHash;
import serai.privacy.ScrubbedQuery;
import serai.query.Subject;

/**
 * Lets a question through with what its caller may read, once the intent is on record.
 *
 * <p>Fails closed: without a plan or without a durable record there is no {@link AuthorizedQuery}. Safe for use by many
 * threads.
 */
public final class AccessGate {

    private final PolicyDecisionPoint policy;
    private final AuditLog audit;
    private final KeyedHash hash;

    public AccessGate(PolicyDecisionPoint policy, AuditLog audit, KeyedHash hash) {
        this.policy = policy;
        this.audit = audit;
        this.hash = hash;
    }

    /**
     * Plans what the caller may read and records the intent; returns when the record is durable.
     *
     * @throws serai.query.ProblemException {@link serai.query.ProblemType#UNAVAILABLE} when the record cannot be made
     *     durable
     */
    public AuthorizedQuery authorize(ScrubbedQuery scrubbed) {
        requireNonNull(scrubbed, "scrubbed");
        Subject subject = scrubbed.query().subject();
        Environment environment = new Environment(scrubbed.request().receivedAt());
        ResourceFilter filter = policy.plan(subject, environment);
        AuditReceipt intent = audit.append(intent(scrubbed, subject));
        return new AuthorizedQuery(scrubbed, filter, environment, policy.version(), intent);
    }

    private AuditEvent intent(ScrubbedQuery scrubbed, Subject subject) {
        return new AuditEvent(
                AuditEvent.Kind.QUERY_INTENT,
                scrubbed.request(),
                subject,
                Map.of(
                        "question", hash.of(scrubbed.query().question()),
                        "policy", policy.version(),
                        "entities", scrubbed.entities()));
    }
}
