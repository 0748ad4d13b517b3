package serai.privacy;

/** What happens to a value of an entity before a model sees the text. */
public enum Action {
    /** Replaced by a placeholder such as {@code <PERSON_1>} that the answer gives back. */
    PLACEHOLDER,
    /** Every letter and digit becomes {@code *}. */
    MASK,
    /** Taken out. */
    REDACT,
    /** Replaced by a keyed hash: equal values stay equal, and nobody without the key can try values. */
    HMAC,
    /** The question is refused. In a passage, where nobody can rephrase, it is taken out. */
    REJECT,
    /** Left as it is. */
    ALLOW
}
