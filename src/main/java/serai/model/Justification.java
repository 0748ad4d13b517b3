package serai.model;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import serai.privacy.PiiSpan;

/**
 * Decides which personal data an answer may hold: what the question or a passage holds too.
 *
 * <p>Compared by words, without case and punctuation. A name may be put together from words that occur apart; a number of
 * at least seven digits may be grouped in another way. For one thread.
 */
final class Justification {

    private static final int LONG_NUMBER = 7;
    private static final Pattern NO_DIGIT = Pattern.compile("\\D+");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=\\d)[^\\p{L}\\p{N}\\n]{1,3}(?=\\d)");

    private final List<String> sources;
    private @Nullable Sources read;

    /** @param sources the question and the passages */
    Justification(List<String> sources) {
        this.sources = sources;
    }

    /** The text with every unjustified value replaced by {@code [withheld]}. */
    Checked withhold(String text, PersonalData detector) {
        StringBuilder kept = new StringBuilder();
        int from = 0;
        int withheld = 0;
        for (PiiSpan span : detector.find(text)) {
            if (span.start() >= from && !justifies(text.substring(span.start(), span.end()))) {
                kept.append(text, from, span.start()).append("[withheld]");
                from = span.end();
                withheld++;
            }
        }
        return new Checked(kept.append(text, from, text.length()).toString(), withheld);
    }

    private boolean justifies(String value) {
        Sources known = sources();
        String sought = words(value);
        String digits = NO_DIGIT.matcher(value).replaceAll("");
        return known.hold(sought)
                || (digits.isEmpty() && value.indexOf('@') < 0 && known.holdEach(sought))
                || (digits.length() >= LONG_NUMBER && onlyNumber(value) && known.holdNumber(digits));
    }

    /** Read only when there is a value to judge: most answers have none. */
    private Sources sources() {
        Sources known = read;
        if (known == null) {
            known = Sources.of(String.join("\n", sources));
            read = known;
        }
        return known;
    }

    private static boolean onlyNumber(String value) {
        return value.chars().noneMatch(Character::isLetter);
    }

    /** Letters and numbers in lower case, with one space for whatever stands between two words. */
    private static String words(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder words = new StringBuilder(folded.length());
        boolean between = false;
        for (int i = 0, c; i < folded.length(); i += Character.charCount(c)) {
            c = folded.codePointAt(i);
            if (!isPartOfWord(c)) {
                between = true;
                continue;
            }
            if (between && !words.isEmpty()) {
                words.append(' ');
            }
            words.appendCodePoint(c);
            between = false;
        }
        return words.toString();
    }

    private static boolean isPartOfWord(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.LETTER_NUMBER
                || Character.getType(c) == Character.OTHER_NUMBER;
    }

    /**
     * What the sources hold.
     *
     * @param text as it is
     * @param words between single spaces, one before the first and after the last
     */
    private record Sources(String text, String words) {

        static Sources of(String text) {
            return new Sources(text, " " + Justification.words(text) + " ");
        }

        boolean hold(String sought) {
            return words.contains(" " + sought + " ");
        }

        boolean holdEach(String sought) {
            return List.of(sought.split(" ")).stream().allMatch(this::hold);
        }

        /** Whether the digits stand in the text, however they are grouped there. */
        boolean holdNumber(String digits) {
            return BETWEEN_DIGITS.matcher(text).replaceAll("").contains(digits);
        }
    }
}
