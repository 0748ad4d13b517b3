package serai.audit;

/**
 * Proof that a record is durable.
 *
 * @param id what a caller quotes to find the record again
 * @param sequence the place of the record in its log, from 0
 * @param hash SHA-256 of the record and of its predecessor, in hex
 */
public record AuditReceipt(String id, long sequence, String hash) {}
