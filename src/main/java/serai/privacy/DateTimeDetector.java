package serai.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds dates and times: ISO 8601, numeric in the usual orders, with month names, and times of day. */
final class DateTimeDetector implements PiiDetector {

    static final String ENTITY = "DATE_TIME";

    private static final double SCORE = 0.65;
    private static final String D = "(?:[12]\\d|3[01]|0?[1-9])(?!\\d)";
    private static final String M = "(?:1[0-2]|0?[1-9])(?!\\d)";
    private static final String Y = "(?:\\d{4}|\\d{2})";
    private static final String CLOCK = "(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,9}+)?+)?+";
    private static final String ZONE = " ?(?:Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?+)(?!\\w)";
    private static final String MONTH = "(?:jan(?:uary)?+|feb(?:ruary)?+|mar(?:ch)?+|apr(?:il)?+|may|june?+|july?+"
            + "|aug(?:ust)?+|sept?+(?:ember)?+|oct(?:ober)?+|nov(?:ember)?+|dec(?:ember)?+)(?![a-z])\\.?+";
    private static final String DAY = D + "(?:st|nd|rd|th)?+";

    private static final Pattern NUMERIC =
            Pattern.compile("\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])[T ]" + CLOCK + "(?:" + ZONE + ")?+"
                    + "|\\d{8}T\\d{6}Z?+"
                    + "|\\d{4}([-/.])" + M + "\\1" + D
                    + "|(?:" + M + "([-/])" + D + "|" + D + "([-/])" + M + ")(?:\\2|\\3)" + Y
                    + "|(?:" + D + "\\." + M + "|" + M + "\\." + D + ")\\.\\d{4}"
                    + "|(?:0[1-9]|[12]\\d|3[01])\\.(?:0[1-9]|1[0-2])\\.\\d{2}"
                    + "|(?:1[3-9]|2\\d|3[01])\\.[1-9]\\.\\d{2}"
                    + "|" + M + "/" + Y);
    private static final Pattern DAY_FIRST = Pattern.compile(
            DAY + "(?:[-/. ]| of )" + MONTH + "(?:[-/., ]{1,2}+(?:\\d{4}|'?\\d{2}(?![:\\d])))?+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MONTH_FIRST = Pattern.compile(
            MONTH + "(?:[-/ ]" + DAY + "[-/,]?+ ?+\\d{4}|[-/ ]" + DAY + "|[-/, ]{1,2}+\\d{4}|[-/]\\d{2})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile(
            CLOCK
                    + " ?[ap]\\.?m(?!\\w)\\.?|(?:1[0-2]|[1-9]) ?[ap]m|(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9}+)?+)?+(?:"
                    + ZONE + ")?+",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> VERSION_WORDS = Set.of("version", "release", "v", "ver", "postgresql", "java");
    private static final int LONGEST_WORD = 12;

    @Override
    public List<PiiSpan> detect(Scan scan) {
        List<PiiSpan> found = new ArrayList<>();
        Matchers matchers = new Matchers(scan);
        int at = 0;
        while (at < scan.length()) {
            int end = mayStart(scan, at) ? matchers.end(at) : 0;
            if (end > 0) {
                found.add(new PiiSpan(ENTITY, at, end, SCORE));
            }
            at = Math.max(at + 1, end);
        }
        return found;
    }

    private static boolean mayStart(Scan scan, int at) {
        char c = scan.charAt(at);
        boolean opens = Scan.isDigit(c) || "jfmasond".indexOf(c | 0x20) >= 0;
        return opens && !scan.isWord(at - 1) && !scan.cameBefore(at, "/-.:,");
    }

    /** The patterns bound to one scan. */
    private static final class Matchers {
        private final Scan scan;
        private final Matcher numeric;
        private final Matcher dayFirst;
        private final Matcher monthFirst;
        private final Matcher time;

        Matchers(Scan scan) {
            this.scan = scan;
            this.numeric = matcher(NUMERIC);
            this.dayFirst = matcher(DAY_FIRST);
            this.monthFirst = matcher(MONTH_FIRST);
            this.time = matcher(TIME);
        }

        private Matcher matcher(Pattern pattern) {
            return pattern.matcher(scan).useTransparentBounds(true).useAnchoringBounds(false);
        }

        int end(int at) {
            if (!scan.isDigit(at)) {
                return monthEnd(at);
            }
            if (startsWithLongNumber(at)) {
                return 0;
            }
            int numericEnd = end(numeric, at);
            if (numericEnd > 0 && !isVersion(at, numericEnd)) {
                return numericEnd;
            }
            int textualEnd = end(dayFirst, at);
            return textualEnd > 0 ? textualEnd : end(time, at);
        }

        private boolean startsWithLongNumber(int at) {
            return scan.isDigit(at + 1)
                    && scan.isDigit(at + 2)
                    && scan.isDigit(at + 3)
                    && scan.isDigit(at + 4)
                    && !scan.is(at + 8, 'T');
        }

        /** "may 5" in small letters is more often a verb or a heading than a month. */
        private int monthEnd(int at) {
            int end = end(monthFirst, at);
            boolean small = Character.isLowerCase(scan.charAt(at));
            return end > 0 && small && !scan.isDigit(end - 4) ? 0 : end;
        }

        private int end(Matcher matcher, int at) {
            boolean matches =
                    matcher.region(at, Math.min(scan.length(), at + 48)).lookingAt();
            int end = matches ? matcher.end() : 0;
            return end > 0 && !scan.isWord(end) && !scan.goesOn(end, "/-:.") ? end : 0;
        }

        /** Whether a dotted short form follows a word such as "version". */
        private boolean isVersion(int at, int end) {
            if (end - at > 8 || !scan.is(at - 1, ' ') || scan.text(at, end).indexOf('.') < 0) {
                return false;
            }
            int start = at - 1;
            while (at - start < LONGEST_WORD && scan.isWord(start - 1)) {
                start--;
            }
            return VERSION_WORDS.contains(scan.text(start, at - 1).toLowerCase(Locale.ROOT));
        }
    }
}
