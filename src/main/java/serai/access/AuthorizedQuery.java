package serai.access;

import static java.util.Objects.requireNonNull;

import serai.audit.AuditReceipt;
import serai.privacy.ScrubbedQuery;
import serai.query.RequestContext;
import serai.query.Stage;

/** A question with what its caller may read and a durable record of the intent: the evidence that the gate has run. */
public final class AuthorizedQuery implements Stage {

    private final ScrubbedQuery scrubbed;
    private final ResourceFilter filter;
    private final Environment environment;
    private final String policyVersion;
    private final AuditReceipt intent;

    AuthorizedQuery(
            ScrubbedQuery scrubbed,
            ResourceFilter filter,
            Environment environment,
            String policyVersion,
            AuditReceipt intent) {
        this.scrubbed = requireNonNull(scrubbed);
        this.filter = requireNonNull(filter);
        this.environment = requireNonNull(environment);
        this.policyVersion = requireNonNull(policyVersion);
        this.intent = requireNonNull(intent);
    }

    @Override
    public RequestContext request() {
        return scrubbed.request();
    }

    public ScrubbedQuery scrubbed() {
        return scrubbed;
    }

    /** What the policy compiled to for this caller. */
    public ResourceFilter filter() {
        return filter;
    }

    /** The circumstances under which the filter was made; the second decision uses the same. */
    public Environment environment() {
        return environment;
    }

    /** The policy that the filter was compiled from. */
    public String policyVersion() {
        return policyVersion;
    }

    /** The durable record that the question was asked. */
    public AuditReceipt intent() {
        return intent;
    }

    @Override
    public String toString() {
        return "AuthorizedQuery[" + request().requestId() + "]";
    }
}
