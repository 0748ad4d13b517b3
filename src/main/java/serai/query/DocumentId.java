package serai.query;

/**
 * The name of a document within its tenant.
 *
 * @param value 1–128 letters, digits, dots, dashes and underscores, starting with a letter or digit
 */
public record DocumentId(String value) {

    private static final int LONGEST = 128;

    public DocumentId {
        if (!isName(value)) {
            throw new IllegalArgumentException(
                    "a document id is 1-128 letters, digits, dots, dashes and underscores, starting with a letter or digit");
        }
    }

    /** Without a pattern: a search makes hundreds of these. */
    private static boolean isName(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST
                && isLetterOrDigit(value.charAt(0))
                && value.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return value;
    }
}
