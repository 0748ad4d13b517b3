package serai.privacy;

import java.text.Normalizer;

/**
 * A text in the one form that detectors read, and where each of its characters came from.
 *
 * <p>NFKC, without zero-width characters, with plain spaces, hyphens, apostrophes and digits, so that neither a
 * no-break space nor a full-width digit hides a number.
 */
final class NormalizedText {

    private final String text;
    private final int[] starts;
    private final int[] ends;

    private NormalizedText(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    static NormalizedText of(String original) {
        for (int i = 0; i < original.length(); i++) {
            if (original.charAt(i) >= 128) {
                return new Builder(original).build();
            }
        }
        return new NormalizedText(original, new int[0], new int[0]);
    }

    String text() {
        return text;
    }

    /** The same span with the offsets of the original text. */
    PiiSpan original(PiiSpan span) {
        return starts.length == 0
                ? span
                : new PiiSpan(span.entity(), starts[span.start()], ends[span.end() - 1], span.score());
    }

    private static final class Builder {
        private final String original;
        private final StringBuilder text;
        private int[] starts;
        private int[] ends;

        Builder(String original) {
            this.original = original;
            this.text = new StringBuilder(original.length());
            this.starts = new int[original.length() + 1];
            this.ends = new int[original.length() + 1];
        }

        NormalizedText build() {
            int at = 0;
            while (at < original.length()) {
                int end = clusterEnd(at);
                append(at, end);
                at = end;
            }
            return new NormalizedText(text.toString(), starts, ends);
        }

        private int clusterEnd(int start) {
            int end = start + Character.charCount(original.codePointAt(start));
            while (end < original.length() && isMark(original.codePointAt(end))) {
                end += Character.charCount(original.codePointAt(end));
            }
            return end;
        }

        private void append(int start, int end) {
            int first = original.codePointAt(start);
            if (first < 128 && end == start + 1) {
                put((char) first, start, end);
                return;
            }
            String cluster = Normalizer.normalize(original.substring(start, end), Normalizer.Form.NFKC);
            cluster.codePoints()
                    .filter(c -> !isInvisible(c))
                    .map(Builder::plain)
                    .forEach(c -> {
                        for (char unit : Character.toChars(c)) {
                            put(unit, start, end);
                        }
                    });
        }

        private void put(char unit, int start, int end) {
            int at = text.length();
            if (at == starts.length) {
                starts = java.util.Arrays.copyOf(starts, at * 2);
                ends = java.util.Arrays.copyOf(ends, at * 2);
            }
            starts[at] = start;
            ends[at] = end;
            text.append(unit);
        }

        private static boolean isMark(int c) {
            return c >= 0x300
                    && switch (Character.getType(c)) {
                        case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
                            true;
                        default -> false;
                    };
        }

        private static boolean isInvisible(int c) {
            return Character.getType(c) == Character.FORMAT;
        }

        private static int plain(int c) {
            if (c < 128) {
                return c;
            }
            if (Character.isDigit(c)) {
                return '0' + Character.digit(c, 10);
            }
            return switch (Character.getType(c)) {
                case Character.SPACE_SEPARATOR -> ' ';
                case Character.DASH_PUNCTUATION -> '-';
                case Character.FINAL_QUOTE_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION ->
                    c == 0x2019 || c == 0x2018 ? '\'' : c;
                default -> c == 0x2212 ? '-' : c;
            };
        }
    }
}
