package serai.model;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import serai.privacy.PiiSpan;

/**
 * Decides which personal data an answer may hold: what the question or a passage holds too.
 *
 * <p>Compared by words, without case and punctuation. A name may be put together from words that occur apart; a number of
 * at least seven digits may be grouped in another way.
 */
final class Justification {

    private static final int LONG_NUMBER = 7;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NO_DIGIT = Pattern.compile("\\D+");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=\\d)[^\\p{L}\\p{N}\\n]{1,3}(?=\\d)");

    private final String words;
    private final String numbers;

    /** @param sources the question and the passages */
    Justification(List<String> sources) {
        String all = String.join("\n", sources);
        this.words = " " + words(all) + " ";
        this.numbers = BETWEEN_DIGITS.matcher(all).replaceAll("");
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
        String sought = words(value);
        String digits = NO_DIGIT.matcher(value).replaceAll("");
        return words.contains(" " + sought + " ")
                || (digits.isEmpty() && value.indexOf('@') < 0 && allOccur(sought))
                || (digits.length() >= LONG_NUMBER && onlyNumber(value) && numbers.contains(digits));
    }

    private boolean allOccur(String sought) {
        return List.of(sought.split(" ")).stream().allMatch(word -> words.contains(" " + word + " "));
    }

    private static boolean onlyNumber(String value) {
        return value.chars().noneMatch(Character::isLetter);
    }

    private static String words(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NO_WORD.matcher(folded).replaceAll(" ").strip();
    }
}
