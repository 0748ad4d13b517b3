package serai.privacy;

import java.util.Arrays;
import java.util.Locale;

/** The words of a scan with their case, what the gazetteer knows of them, and what stands between them. */
final class Words {

    private static final int LONGEST = 40;

    private final Scan scan;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] traits = new int[64];
    private int count;

    Words(Scan scan, Gazetteer gazetteer) {
        this.scan = scan;
        int at = 0;
        while (at < scan.length()) {
            if (!isLetter(at) || scan.isWord(at - 1)) {
                at++;
                continue;
            }
            int end = wordEnd(at);
            add(at, end, gazetteer);
            at = end;
        }
    }

    private boolean isLetter(int at) {
        return at >= 0 && at < scan.length() && Character.isLetter(scan.charAt(at));
    }

    private int wordEnd(int start) {
        int end = start;
        while (scan.isWord(end) || (isJoint(end) && isLetter(end + 1))) {
            end++;
        }
        boolean possessive = end - start > 2 && scan.is(end - 2, '\'') && (scan.charAt(end - 1) | 0x20) == 's';
        return possessive ? end - 2 : end;
    }

    private boolean isJoint(int at) {
        return scan.is(at, '-') || scan.is(at, '\'');
    }

    private void add(int start, int end, Gazetteer gazetteer) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            traits = Arrays.copyOf(traits, count * 2);
        }
        starts[count] = start;
        ends[count] = end;
        traits[count] = end - start > LONGEST ? 0 : gazetteer.traits(lower(start, end));
        count++;
    }

    private String lower(int start, int end) {
        return scan.text(start, end).toLowerCase(Locale.ROOT);
    }

    int count() {
        return count;
    }

    int start(int word) {
        return starts[word];
    }

    int end(int word) {
        return ends[word];
    }

    /** The word in small letters. */
    String lower(int word) {
        return word < 0 || word >= count ? "" : lower(starts[word], Math.min(ends[word], starts[word] + LONGEST));
    }

    boolean has(int word, int trait) {
        return word >= 0 && word < count && (traits[word] & trait) != 0;
    }

    /** Has the trait and is nothing else. */
    boolean isPlainly(int word, int trait) {
        return has(word, trait) && !has(word, Gazetteer.AMBIGUOUS | Gazetteer.STOP);
    }

    boolean isCapitalised(int word) {
        return word >= 0 && word < count && Character.isUpperCase(scan.charAt(starts[word]));
    }

    /** Capitals only, at least two. */
    boolean isUpper(int word) {
        return isCapitalised(word)
                && ends[word] - starts[word] > 1
                && Character.isUpperCase(scan.charAt(starts[word] + 1))
                && Character.isUpperCase(scan.charAt(ends[word] - 1));
    }

    /** A capital alone, as in "J. Smith". */
    boolean isInitial(int word) {
        return isCapitalised(word) && ends[word] - starts[word] == 1;
    }

    /** A word that reads like a part of a name: capitalised, all letters, and no word of the language. */
    boolean isNameLike(int word) {
        return isCapitalised(word) && !has(word, Gazetteer.STOP) && ends[word] - starts[word] > 1 && isAlphabetic(word);
    }

    private boolean isAlphabetic(int word) {
        for (int i = starts[word]; i < ends[word]; i++) {
            char c = scan.charAt(i);
            if (c == '_' || Scan.isDigit(c)) {
                return false;
            }
        }
        return !isMixed(word);
    }

    /** Capitals inside, as in "PostgreSQL" or "JavaScript", but not as in "McDonald". */
    private boolean isMixed(int word) {
        int capitals = 0;
        for (int i = starts[word] + 1; i < ends[word]; i++) {
            capitals += Character.isUpperCase(scan.charAt(i)) && scan.isWord(i - 1) ? 1 : 0;
        }
        return capitals > 1 && !isUpper(word);
    }

    /** What stands between a word and the next; empty at the end, or when it is long. */
    String gap(int word) {
        if (word < 0 || word + 1 >= count || starts[word + 1] - ends[word] > 4) {
            return "";
        }
        return scan.text(ends[word], starts[word + 1]);
    }

    boolean isNextTo(int word) {
        String gap = gap(word);
        return gap.equals(" ") || (gap.equals(". ") && isShort(word));
    }

    private boolean isShort(int word) {
        return ends[word] - starts[word] <= 3;
    }

    /** Whether a sentence or a line begins with the word, so that its capital says nothing. */
    boolean opensSentence(int word) {
        int before = starts[word] - 1;
        while (before >= 0 && (scan.is(before, ' ') || scan.is(before, '"') || scan.is(before, '('))) {
            before--;
        }
        return before < 0 || ".!?:;\n\t".indexOf(scan.charAt(before)) >= 0;
    }
}
