package serai.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A kind of thing that a question asks for, told by its question words, and that a sentence can hold. */
enum Wanted {
    TIME(
            "when|what time|which (?:day|week|month|year)|how long",
            "<date_time_\\d+>|\\b\\d{4}\\b|\\b\\d{1,2}:\\d{2}\\b"),
    NUMBER("how (?:many|much|long|often|old|far)", "\\d"),
    PERSON("who|whom|whose", "<person_\\d+>"),
    PLACE("where", "<location_\\d+>");

    private static final Pattern OTHER_PLACEHOLDER = Pattern.compile("<(?!date_time)[a-z_]+_\\d+>");

    private final Pattern question;
    private final Pattern evidence;

    Wanted(String question, String evidence) {
        this.question = Pattern.compile("\\b(?:" + question + ")\\b", Pattern.CASE_INSENSITIVE);
        this.evidence = Pattern.compile(evidence, Pattern.CASE_INSENSITIVE);
    }

    /** What a question asks for; one question can ask for several things. */
    static Set<Wanted> in(String question) {
        return Arrays.stream(values())
                .filter(wanted -> wanted.question.matcher(question).find())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Wanted.class)));
    }

    /** Whether a masked sentence holds such a thing; the number in a placeholder is none. */
    boolean isIn(String sentence) {
        String text = this == NUMBER
                ? OTHER_PLACEHOLDER
                        .matcher(sentence.toLowerCase(java.util.Locale.ROOT))
                        .replaceAll("")
                : sentence;
        return evidence.matcher(text).find();
    }
}
