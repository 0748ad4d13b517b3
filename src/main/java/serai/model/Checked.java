package serai.model;

/**
 * A text after a check.
 *
 * @param text what is left
 * @param found how many places the check changed
 */
record Checked(String text, int found) {}
