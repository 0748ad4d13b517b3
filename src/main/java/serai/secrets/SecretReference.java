package serai.secrets;

import java.util.regex.Pattern;

/**
 * How a use names a secret: {@code name}, or {@code name#field} for one field of a JSON object.
 *
 * @param name 1–63 lower-case letters, digits and dashes, beginning and ending with a letter or digit; never a path
 * @param field empty for the whole value
 */
record SecretReference(String name, String field) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    /** @throws SecretUnavailableException when it is no name of a secret */
    static SecretReference parse(String text) {
        int hash = text.indexOf('#');
        String name = hash < 0 ? text : text.substring(0, hash);
        String field = hash < 0 ? "" : text.substring(hash + 1);
        if (!isName(name) || (hash >= 0 && !FIELD.matcher(field).matches())) {
            throw new SecretUnavailableException(
                    "that is no name of a secret: use 1 to 63 lower-case letters, digits and dashes, and #field for a"
                            + " field of letters, digits, dots, dashes and underscores",
                    null);
        }
        return new SecretReference(name, field);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
