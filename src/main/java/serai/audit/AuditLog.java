package serai.audit;

/** The durable log of what the gateway did. Safe for use by many threads. */
public interface AuditLog {

    /**
     * Appends a record and returns once it is on stable storage.
     *
     * @throws serai.query.ProblemException {@link serai.query.ProblemType#UNAVAILABLE} when the record cannot be made
     *     durable: without its record nothing may be released
     */
    AuditReceipt append(AuditEvent event);
}
