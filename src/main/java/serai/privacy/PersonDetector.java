package serai.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds people by known names, titles and cues such as "my name is". A first, honest attempt: unknown names without a
 * cue are missed.
 */
final class PersonDetector implements PiiDetector {

    static final String ENTITY = "PERSON";

    private static final int LONGEST_NAME = 5;
    private static final double FULL = 0.8;
    private static final double SINGLE = 0.55;
    private static final Set<String> TITLES = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "dr",
            "prof",
            "professor",
            "sir",
            "lady",
            "lord",
            "madam",
            "herr",
            "frau",
            "monsieur",
            "madame",
            "mme",
            "signor",
            "signora",
            "senor",
            "senora",
            "captain",
            "sheikh",
            "judge",
            "rev");
    private static final Set<String> PARTICLES = Set.of(
            "van", "von", "der", "den", "de", "da", "di", "del", "della", "la", "le", "bin", "ibn", "al", "el", "dos",
            "du", "ben", "st", "ter", "zu");
    private static final Set<String> GREETINGS =
            Set.of("dear", "hi", "hello", "hey", "regards", "sincerely", "signed", "named", "called", "attn");

    @Override
    public List<PiiSpan> detect(Scan scan) {
        Words words = new Words(scan, Gazetteer.shipped());
        List<PiiSpan> found = new ArrayList<>();
        int word = 0;
        while (word < words.count()) {
            int last = lastOfName(words, word);
            if (last >= word) {
                double score = last > word ? FULL : SINGLE;
                found.add(new PiiSpan(ENTITY, words.start(word), words.end(last), score));
            }
            word = Math.max(word, last) + 1;
        }
        return found;
    }

    /** The last word of the name that begins here, or -1. */
    private static int lastOfName(Words words, int word) {
        if (!words.isCapitalised(word)) {
            return lastOfSmallName(words, word);
        }
        boolean titled = TITLES.contains(words.lower(word));
        if (titled || (words.has(word, Gazetteer.STOP) && !words.has(word, Gazetteer.GIVEN))) {
            return -1;
        }
        int last = extend(words, word);
        if (isCued(words, word) && (words.isNameLike(word) || words.isInitial(word))) {
            return last;
        }
        if (words.isPlainly(word, Gazetteer.GIVEN)) {
            return words.isNameLike(word) ? last : -1;
        }
        return isFamily(words, word, last) ? last : -1;
    }

    /** A name whose first word alone would not tell. */
    private static boolean isFamily(Words words, int word, int last) {
        if (last == word) {
            return words.isPlainly(word, Gazetteer.SURNAME)
                    && !words.has(word, Gazetteer.PLACE)
                    && words.isNameLike(word);
        }
        boolean ends = words.has(last, Gazetteer.SURNAME) && !words.isPlainly(last, Gazetteer.PLACE);
        if (words.isInitial(word)) {
            return ends && words.isNameLike(last);
        }
        boolean knownFirst = words.has(word, Gazetteer.GIVEN);
        if (knownFirst && !words.isUpper(word) && !words.opensSentence(word) && !words.has(last, Gazetteer.PLACE)) {
            return true;
        }
        return ends && (knownFirst || (words.isPlainly(last, Gazetteer.SURNAME) && !words.opensSentence(word)));
    }

    /** Names in small letters count when both words are names and nothing else, or after "my name is". */
    private static int lastOfSmallName(Words words, int word) {
        if (!words.isPlainly(word, Gazetteer.GIVEN)) {
            return -1;
        }
        boolean full =
                words.isNextTo(word) && words.isPlainly(word + 1, Gazetteer.SURNAME) && !words.isCapitalised(word + 1);
        if (full) {
            return word + 1;
        }
        return saysName(words, word) ? word : -1;
    }

    private static boolean isCued(Words words, int word) {
        String before = words.lower(word - 1);
        String gap = words.gap(word - 1);
        if (TITLES.contains(before) && (gap.equals(" ") || gap.equals(". "))) {
            return true;
        }
        boolean greets = GREETINGS.contains(before)
                && (gap.isBlank() || gap.equals(", ") || gap.equals(",\n") || gap.equals(": "));
        return (greets && !gap.isEmpty() && !words.opensSentence(word))
                || saysName(words, word)
                || (greets && gap.indexOf('\n') >= 0);
    }

    private static boolean saysName(Words words, int word) {
        String before = words.lower(word - 1);
        if (before.equals("is") && words.lower(word - 2).equals("name")) {
            return true;
        }
        boolean labelled = before.equals("name") && words.gap(word - 1).equals(": ");
        boolean says = before.equals("am") && words.lower(word - 2).equals("i") && words.has(word, Gazetteer.GIVEN);
        return labelled || says;
    }

    private static int extend(Words words, int first) {
        int last = first;
        int at = first;
        while (at - first < LONGEST_NAME && words.isNextTo(at)) {
            at++;
            if (words.isInitial(at) && !words.lower(at).equals("i")) {
                last = words.isNextTo(at) && words.isNameLike(at + 1) ? at : last;
            } else if (words.isNameLike(at) && (words.isUpper(at) == words.isUpper(first) || words.isInitial(first))) {
                last = at;
            } else if (!PARTICLES.contains(words.lower(at))) {
                return last;
            }
        }
        return last;
    }
}
