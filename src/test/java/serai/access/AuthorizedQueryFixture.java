package serai.access;

import serai.audit.AuditReceipt;
import serai.privacy.ScrubbedQuery;

/** Authorised queries, made without the gate. */
public final class AuthorizedQueryFixture {

    private AuthorizedQueryFixture() {}

    public static AuthorizedQuery authorized(ScrubbedQuery scrubbed, ResourceFilter filter, Environment environment) {
        return new AuthorizedQuery(scrubbed, filter, environment, "policy-1", new AuditReceipt("receipt-1", 0, "00"));
    }
}
