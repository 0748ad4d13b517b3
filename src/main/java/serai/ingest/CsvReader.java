package serai.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-, semicolon- or tab-separated values as RFC 4180 quotes them. Each row becomes one paragraph that repeats the
 * column names, so that a row is understood without its table.
 */
final class CsvReader implements FormatReader {

    private static final int MOST_COLUMNS = 500;

    @Override
    public void read(byte[] content, Outline outline) throws UnreadableDocumentException {
        String text = Utf8.decode(content);
        Rows rows = new Rows(text, delimiter(text.lines().findFirst().orElse("")));
        List<String> header = rows.next();
        for (List<String> row = rows.next(); !row.isEmpty(); row = rows.next()) {
            outline.paragraph(sentence(header, row));
        }
        if (outline.isBlank()) {
            outline.paragraph(String.join(", ", header));
        }
    }

    private static char delimiter(String line) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(line, candidate) > count(line, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }

    private static String sentence(List<String> header, List<String> row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String value = row.get(i).strip();
            if (!value.isEmpty()) {
                text.append(text.isEmpty() ? "" : "; ");
                text.append(i < header.size() ? header.get(i).strip() + ": " : "")
                        .append(value);
            }
        }
        return text.toString();
    }

    /** Reads one row after the other; an empty list is the end. */
    private static final class Rows {

        private final String text;
        private final char delimiter;
        private int at;

        Rows(String text, char delimiter) {
            this.text = text;
            this.delimiter = delimiter;
        }

        List<String> next() throws UnreadableDocumentException {
            while (at < text.length() && isBreak(text.charAt(at))) {
                at++;
            }
            List<String> row = new ArrayList<>();
            while (at < text.length()) {
                row.add(text.charAt(at) == '"' ? quoted() : bare());
                if (row.size() > MOST_COLUMNS) {
                    throw new UnreadableDocumentException("a row has more than " + MOST_COLUMNS + " columns");
                }
                if (at >= text.length() || isBreak(text.charAt(at++))) {
                    break;
                }
            }
            return row;
        }

        private String bare() {
            int start = at;
            while (at < text.length() && text.charAt(at) != delimiter && !isBreak(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private String quoted() throws UnreadableDocumentException {
            StringBuilder value = new StringBuilder();
            for (int end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', at + 1)) {
                value.append(text, at + 1, end);
                at = end + 1;
                if (at >= text.length() || text.charAt(at) != '"') {
                    return value.append(bare()).toString();
                }
                value.append('"');
            }
            throw new UnreadableDocumentException("a quoted value of the table is never closed");
        }

        private static boolean isBreak(char c) {
            return c == '\n' || c == '\r';
        }
    }
}
