package serai.privacy;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The syntax of placeholders, in the forms in which models give them back: {@code <PERSON_1>}, with its brackets as
 * HTML entities, or with backslashes before brackets and underscores as in Markdown; in any case.
 */
final class Placeholders {

    /** Stands for text of the input that looks like a placeholder, so that it cannot be taken for one. */
    static final String LITERAL = "TEXT";

    private static final String NAME = "([A-Za-z](?:[A-Za-z0-9]|\\\\?_){0,63}?)\\\\?_(\\d{1,9})";
    static final Pattern SYNTAX = Pattern.compile("<" + NAME + ">|&lt;" + NAME + "&gt;|\\\\<" + NAME + "\\\\>");

    /**
     * What could become a placeholder on the way through a model and the checks of its answer, which drop invisible
     * characters, escapes and spaces. Holds all that {@link #SYNTAX} matches.
     */
    static final Pattern LOOKALIKE = Pattern.compile(
            "(?:<|&lt;)[\\p{Cf}\\p{Cc}\\s\\u02C6\\\\A-Za-z0-9_]{1,128}_[\\p{Cf}\\p{Cc}\\s\\u02C6\\\\0-9]{1,24}(?:>|&gt;)");

    private Placeholders() {}

    static String of(String entity, int number) {
        return "<" + entity + "_" + number + ">";
    }

    /** The plain form of what {@link #SYNTAX} matched. */
    static String plain(Matcher match) {
        for (int group = 1; group < match.groupCount(); group += 2) {
            String name = match.group(group);
            if (name != null) {
                return "<" + name.replace("\\", "").toUpperCase(Locale.ROOT) + "_" + match.group(group + 1) + ">";
            }
        }
        throw new IllegalStateException("a placeholder has a name");
    }
}
