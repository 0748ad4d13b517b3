package serai.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markdown: headings, paragraphs, lists and fenced code; the first heading of level 1 is the title. */
final class MarkdownReader implements FormatReader {

    private static final Pattern HEADING = Pattern.compile("(#{1,6})[ \\t]+(.*?)[ \\t#]*");
    private static final Pattern UNDERLINE = Pattern.compile("(={3,}|-{3,})[ \\t]*");
    private static final Pattern FRONT_MATTER = Pattern.compile("\\A---\\R(?:.*\\R){0,200}?---[ \\t]*(?:\\R|\\z)");

    @Override
    public void read(byte[] content, Outline outline) throws UnreadableDocumentException {
        String text = FRONT_MATTER.matcher(Utf8.decode(content)).replaceFirst("");
        Lines lines = new Lines(outline);
        text.lines().forEach(lines::add);
        lines.flush();
    }

    /** The block that is being read. */
    private static final class Lines {

        private final Outline outline;
        private final StringBuilder block = new StringBuilder();
        private boolean fenced;

        Lines(Outline outline) {
            this.outline = outline;
        }

        void add(String line) {
            String text = line.strip();
            if (text.startsWith("```") || text.startsWith("~~~")) {
                fenced = !fenced;
                flushUnless(fenced && block.length() > 0);
            } else if (fenced) {
                append(line);
            } else if (text.isEmpty()) {
                flush();
            } else {
                addText(text);
            }
        }

        private void flushUnless(boolean opensAfterText) {
            if (!opensAfterText) {
                flush();
            }
        }

        private void addText(String text) {
            Matcher heading = HEADING.matcher(text);
            if (heading.matches()) {
                flush();
                heading(heading.group(1).length(), heading.group(2));
            } else if (UNDERLINE.matcher(text).matches() && block.indexOf("\n") < 0 && !block.isEmpty()) {
                String underlined = block.toString();
                block.setLength(0);
                heading(text.startsWith("=") ? 1 : 2, underlined);
            } else if (!UNDERLINE.matcher(text).matches()) {
                append(plain(text));
            }
        }

        private void heading(int level, String text) {
            String heading = plain(text);
            if (level == 1 && outline.title().isEmpty()) {
                outline.title(heading);
            } else {
                outline.heading(level, heading);
            }
        }

        private void append(String line) {
            if (!block.isEmpty()) {
                block.append('\n');
            }
            block.append(line);
        }

        void flush() {
            outline.paragraph(block.toString());
            block.setLength(0);
        }

        private static String plain(String text) {
            return text.replace("**", "").replace("__", "").replaceAll("^>[ \\t]?", "");
        }
    }
}
