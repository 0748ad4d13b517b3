package serai.access;

/** The outcome for one subject and one document. */
public sealed interface Decision {

    /**
     * The rule that decided; {@code default-deny} when no permit rule held, {@code label-schema} when the labels are of
     * another schema version than the policy.
     */
    String rule();

    /** Allowed by a permit rule while no forbid rule held and nothing failed. */
    record Permit(String rule) implements Decision {}

    /** Denied, because a forbid rule held, no permit rule did, or a rule could not be decided. */
    record Deny(String rule, String reason) implements Decision {}

    default boolean permitted() {
        return this instanceof Permit;
    }
}
