package serai.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import serai.model.ChatRequest.Source;
import serai.model.Sentence.Kind;

/** Cuts a passage into what can be quoted: sentences, items of lists, and rows of tables with their column names. */
final class Sentences {

    private static final Pattern END =
            Pattern.compile("[.!?][\"'\\u201D\\u2019)\\]]{0,3}\\s+(?=[\"'\\u201C\\u2018(\\[<]{0,2}[\\p{Lu}\\p{N}])");
    private static final Pattern ABBREVIATION = Pattern.compile(
            "(?:^|[\\s(])(?:[A-Za-z]|e\\.g|i\\.e|etc|vs|cf|ca|approx|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Fig|Sec|Ch|vol|pp?|al)\\.$");
    private static final Pattern ITEM =
            Pattern.compile("^(?:[-*+\\u2022\\u2023\\u25E6]|\\d{1,3}[.)]|[a-z][.)])\\s+(.*)$");
    private static final Pattern RULE = Pattern.compile("^[\\s|:=_+-]*$");
    private static final Pattern CLOSED =
            Pattern.compile(".*[.!?:;\\u2026][\"'\\u201D\\u2019)\\]*_`]{0,3}$", Pattern.DOTALL);
    private static final int HEADING_WORDS = 9;
    private static final int LIST = 8;

    private final Source source;
    private final List<Sentence> found = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private String[] columns = {};

    private Sentences(Source source) {
        this.source = source;
    }

    /** What can be quoted from a source, in its order. */
    static List<Sentence> of(Source source) {
        Sentences sentences = new Sentences(source);
        List<String> lines = source.text().lines().map(String::strip).toList();
        for (int at = 0; at < lines.size(); at++) {
            sentences.line(lines.get(at), at + 1 < lines.size() ? lines.get(at + 1) : "");
        }
        sentences.endParagraph();
        sentences.completeLists();
        return sentences.found;
    }

    /** Lets a sentence that announces a list say the list too. */
    private void completeLists() {
        for (int at = 0; at < found.size(); at++) {
            Sentence lead = found.get(at);
            List<String> items = found.subList(at + 1, Math.min(found.size(), at + 1 + LIST)).stream()
                    .takeWhile(next -> next.kind() == Kind.ITEM)
                    .map(Sentence::text)
                    .toList();
            if (lead.text().endsWith(":") && lead.kind() != Kind.HEADING && !items.isEmpty()) {
                String text = lead.text() + " " + String.join("; ", items);
                found.set(at, new Sentence(source, at, text, Terms.of(text), Kind.PROSE));
            }
        }
    }

    private void line(String line, String next) {
        Matcher item = ITEM.matcher(line);
        String[] cells = cells(line);
        if (line.isEmpty() || RULE.matcher(line).matches()) {
            endParagraph();
            columns = line.isEmpty() ? new String[0] : columns;
        } else if (cells.length > 1) {
            row(cells, next);
        } else if (line.startsWith("#")) {
            endParagraph();
            add(line.replaceFirst("^#+\\s*", ""), Kind.HEADING);
        } else if (item.matches()) {
            endParagraph();
            paragraph.append("\u2022 ").append(item.group(1));
        } else {
            paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
            columns = new String[0];
        }
    }

    private void row(String[] cells, String next) {
        endParagraph();
        boolean header = columns.length != cells.length
                && (cells(next).length == cells.length || RULE.matcher(next).matches());
        if (header) {
            columns = cells;
            return;
        }
        List<String> named = new ArrayList<>();
        for (int at = 0; at < cells.length; at++) {
            if (!cells[at].isEmpty()) {
                named.add(columns.length == cells.length ? columns[at] + ": " + cells[at] : cells[at]);
            }
        }
        add(String.join(", ", named), Kind.ITEM);
    }

    /** The cells of a table row, separated by bars, tabs, or by commas without blanks; else the whole line. */
    private static String[] cells(String line) {
        String separator =
                line.contains("|") && line.replaceAll("^\\||\\|$", "").contains("|")
                        ? "\\|"
                        : line.contains("\t") ? "\t" : line.matches("[^,]*+(?:,(?!\\s)[^,]*+){2,}") ? "," : "";
        if (separator.isEmpty()) {
            return new String[] {line};
        }
        return Arrays.stream(line.replaceAll("^\\||\\|$", "").split(separator, -1))
                .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                .toArray(String[]::new);
    }

    private void endParagraph() {
        String text = paragraph.toString().strip();
        paragraph.setLength(0);
        if (text.isEmpty()) {
            return;
        }
        if (text.startsWith("\u2022 ")) {
            add(text.substring(2), Kind.ITEM);
        } else if (heading(text)) {
            add(text, Kind.HEADING);
        } else {
            split(text);
        }
    }

    private boolean heading(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        return !CLOSED.matcher(text).matches()
                && (text.split("\\s+").length <= HEADING_WORDS
                        || folded.equals(source.title().toLowerCase(Locale.ROOT))
                        || folded.equals(source.heading().toLowerCase(Locale.ROOT)));
    }

    private void split(String text) {
        Matcher end = END.matcher(text);
        int from = 0;
        while (end.find()) {
            String sentence = text.substring(from, end.end()).strip();
            if (!ABBREVIATION.matcher(sentence).find()) {
                add(sentence, kind(sentence));
                from = end.end();
            }
        }
        String last = text.substring(from).strip();
        if (!last.isEmpty()) {
            add(last, kind(last));
        }
    }

    private static Kind kind(String sentence) {
        boolean whole = CLOSED.matcher(sentence).matches() && !Character.isLowerCase(sentence.codePointAt(0));
        return whole ? Kind.PROSE : Kind.FRAGMENT;
    }

    private void add(String text, Kind kind) {
        String plain = plain(text);
        if (!plain.isEmpty()) {
            found.add(new Sentence(source, found.size(), plain, Terms.of(plain), kind));
        }
    }

    /** Without Markdown's emphasis, and nothing that could be taken for a citation. */
    private static String plain(String text) {
        String bare =
                text.replaceAll("(\\*\\*|__)(?=\\S)(.+?)(?<=\\S)\\1", "$2").replaceAll("\\s+", " ");
        return Citations.escape(bare).strip();
    }
}
