package serai.privacy;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import serai.query.ProblemException;
import serai.query.ProblemType;

/** The placeholders of one conversation, in memory only; gone with it. */
final class ConversationVault implements PlaceholderVault {

    private static final int MOST_PLACEHOLDERS = 100_000;

    private final Map<Original, String> placeholders = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    private record Original(String entity, String value) {}

    @Override
    public synchronized String placeholder(String entity, String value) {
        return placeholders.computeIfAbsent(new Original(entity, value), this::next);
    }

    private String next(Original original) {
        if (values.size() >= MOST_PLACEHOLDERS) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE, "The conversation holds too much personal data. Start a new one.");
        }
        String placeholder = Placeholders.of(original.entity(), counts.merge(original.entity(), 1, Integer::sum));
        values.put(placeholder, original.value());
        return placeholder;
    }

    @Override
    public synchronized String restore(String text) {
        return Placeholders.SYNTAX.matcher(text).replaceAll(this::original);
    }

    private String original(java.util.regex.MatchResult found) {
        return Matcher.quoteReplacement(values.getOrDefault(Placeholders.plain((Matcher) found), found.group()));
    }

    /** Shows the size, never a value. */
    @Override
    public synchronized String toString() {
        return "ConversationVault[" + values.size() + " values]";
    }
}
