package serai.query;

import java.util.regex.Pattern;

/**
 * The name of a document within its tenant.
 *
 * @param value 1–128 letters, digits, dots, dashes and underscores, starting with a letter or digit
 */
public record DocumentId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    public DocumentId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a document id is 1-128 letters, digits, dots, dashes and underscores, starting with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
