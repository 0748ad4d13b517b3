package serai.access;

/**
 * A variable that rules may use.
 *
 * @param root {@code user} or {@code doc}
 * @param name without its root
 */
record Variable(Root root, String name, LabelType type) {

    /** Where its value comes from. */
    enum Root {
        USER,
        DOC
    }

    /** As rules write it, such as {@code user.clearance}. */
    String path() {
        return (root == Root.USER ? "user." : "doc.") + name;
    }
}
