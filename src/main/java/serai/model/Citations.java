package serai.model;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that every citation of a text, such as {@code [2]} or {@code [1, 3]}, names a passage that was shown. */
final class Citations {

    private static final Pattern CITATION =
            Pattern.compile(" ?(?:\\[\\d++(?:\\s{0,3}[,;\\u2013-]\\s{0,3}\\d++){0,50}+\\]){1,50}+");
    private static final int DIGITS = 9;
    private static final int ROUNDS = 50;
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final int passages;
    private final Set<Integer> cited = new TreeSet<>();

    /** @param passages how many were shown */
    Citations(int passages) {
        this.passages = passages;
    }

    /** The text without citations of passages that were not shown; each citation left stands in its own brackets. */
    Checked check(String text) {
        String left = text;
        int removed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            cited.clear();
            Checked once = once(left);
            if (once.found() == 0) {
                return new Checked(once.text(), removed);
            }
            left = once.text();
            removed += once.found();
        }
        cited.clear();
        return new Checked(left.replace('[', '('), removed);
    }

    /** What is removed from within a bracket can make a new citation of what stood around it. */
    private Checked once(String text) {
        StringBuilder kept = new StringBuilder();
        Matcher matcher = CITATION.matcher(text);
        int removed = 0;
        while (matcher.find()) {
            StringBuilder numbers = new StringBuilder();
            removed += collect(matcher.group(), numbers);
            String space = matcher.group().startsWith(" ") && !numbers.isEmpty() ? " " : "";
            matcher.appendReplacement(kept, space + numbers);
        }
        return new Checked(matcher.appendTail(kept).toString(), removed);
    }

    /** The passages cited so far, from 1, in ascending order. */
    Set<Integer> cited() {
        return Set.copyOf(cited);
    }

    private int collect(String list, StringBuilder numbers) {
        int removed = 0;
        Matcher matcher = NUMBER.matcher(list);
        while (matcher.find()) {
            int number = matcher.group().length() > DIGITS ? 0 : Integer.parseInt(matcher.group());
            if (number >= 1 && number <= passages) {
                cited.add(number);
                numbers.append('[').append(number).append(']');
            } else {
                removed++;
            }
        }
        return removed;
    }

    /** Changes bracketed numbers of a quoted text, such as subscripts, so that they are not taken for citations. */
    static String escape(String quoted) {
        return CITATION.matcher(quoted)
                .replaceAll(match -> match.group().replace("[", "[ ").replace("]", " ]"));
    }
}
