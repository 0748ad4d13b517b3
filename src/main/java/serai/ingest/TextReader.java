package serai.ingest;

/** Plain text: blank lines end paragraphs, and a short first line of its own is the title. */
final class TextReader implements FormatReader {

    private static final int LONGEST_TITLE = 100;

    @Override
    public void read(byte[] content, Outline outline) throws UnreadableDocumentException {
        read(Utf8.decode(content), outline);
    }

    static void read(String text, Outline outline) {
        String[] paragraphs = text.strip().split("\\R[ \\t]*\\R\\s*", -1);
        boolean titled = paragraphs.length > 1 && isTitle(paragraphs[0]);
        if (titled) {
            outline.title(paragraphs[0]);
        }
        for (int i = titled ? 1 : 0; i < paragraphs.length; i++) {
            outline.paragraph(paragraphs[i]);
        }
    }

    private static boolean isTitle(String paragraph) {
        return paragraph.length() <= LONGEST_TITLE
                && paragraph.lines().count() == 1
                && !paragraph.endsWith(".")
                && !paragraph.endsWith(",");
    }
}
