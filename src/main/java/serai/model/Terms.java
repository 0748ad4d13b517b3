package serai.model;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text that carry meaning, lightly stemmed. */
final class Terms {

    private static final Pattern WORD =
            Pattern.compile("<[A-Z][A-Z_]*_\\d+>|[\\p{L}\\p{N}]+(?:[_'\\u2019.][\\p{L}\\p{N}]+)*");

    private static final Set<String> EMPTY =
            Set.of(("a about after again all also am an and any are as at be because been"
                            + " before being but by can could did do does doing don't for from further get give had has have he her"
                            + " here hers him his how i if in into is it it's its itself just let me more most my no nor not of"
                            + " off on once only or other our out over own please same she should so some such tell than that"
                            + " the their them then there these they this those to too under until up very was we were what"
                            + " when where which while who whom whose why will with would you your yours"
                            + " anybody anyone anything someone somebody something everybody everyone everything"
                            + " explain describe show find know say says many much")
                    .split(" "));

    private Terms() {}

    /** In the order of the text, each once. */
    static Set<String> of(String text) {
        Set<String> terms = new LinkedHashSet<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = matcher.group().toLowerCase(Locale.ROOT).replace('\u2019', '\'');
            if (!EMPTY.contains(word)) {
                terms.add(stem(word));
            }
        }
        return terms;
    }

    /** The word without the commonest English endings; the same for most forms of one word. */
    static String stem(String word) {
        String stem = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        if (stem.length() > 4 && stem.endsWith("ies")) {
            return stem.substring(0, stem.length() - 3) + "y";
        }
        if (stem.length() > 3
                && stem.endsWith("s")
                && !stem.endsWith("ss")
                && !stem.endsWith("us")
                && !stem.endsWith("is")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        if (stem.length() > 5 && stem.endsWith("ing")) {
            stem = undouble(stem.substring(0, stem.length() - 3));
        } else if (stem.length() > 4 && stem.endsWith("ed")) {
            stem = undouble(stem.substring(0, stem.length() - 2));
        }
        if (stem.length() > 5 && (stem.endsWith("ly") || stem.endsWith("er"))) {
            stem = stem.substring(0, stem.length() - 2);
        }
        return stem.length() > 3 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String undouble(String stem) {
        int last = stem.length() - 1;
        boolean doubled =
                last > 2 && stem.charAt(last) == stem.charAt(last - 1) && "lsz".indexOf(stem.charAt(last)) < 0;
        return doubled ? stem.substring(0, last) : stem;
    }
}
