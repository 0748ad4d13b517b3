package serai.query;

import java.util.regex.Pattern;

/**
 * An isolated body of documents; never the subject of a policy rule.
 *
 * @param value 1–63 lower-case letters, digits and dashes, starting with a letter or digit
 */
public record Tenant(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public Tenant {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a tenant is 1-63 lower-case letters, digits and dashes, starting with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
