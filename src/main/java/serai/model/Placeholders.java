package serai.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import serai.privacy.PlaceholderVault;

/** Puts values back for the caller; a placeholder that the vault does not know becomes {@code [unknown]}. */
final class Placeholders {

    /** As models write them: also with escapes, in another case, with spaces. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?:<|&lt;|\\\\<)\\s{0,3}([A-Za-z][A-Za-z0-9_\\\\]{0,63}_\\d{1,9})\\s{0,3}(?:>|&gt;|\\\\>)");

    private Placeholders() {}

    static Checked restore(String text, PlaceholderVault vault) {
        StringBuilder known = new StringBuilder();
        Matcher matcher = TOKEN.matcher(text);
        int unknown = 0;
        while (matcher.find()) {
            String token = "<" + matcher.group(1).replace("\\", "").toUpperCase(Locale.ROOT) + ">";
            boolean ours = !vault.restore(token).equals(token);
            unknown += ours ? 0 : 1;
            matcher.appendReplacement(known, ours ? Matcher.quoteReplacement(token) : "[unknown]");
        }
        return new Checked(vault.restore(matcher.appendTail(known).toString()), unknown);
    }
}
