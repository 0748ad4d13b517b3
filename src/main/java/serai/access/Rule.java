package serai.access;

/**
 * A named rule as its author wrote it.
 *
 * @param when a CEL expression of type bool over {@code user.*}, {@code doc.*} and {@code env.now}
 */
record Rule(String name, Effect effect, String when) {

    /** What it means for a document that the rule holds. */
    enum Effect {
        PERMIT,
        FORBID
    }
}
