package serai.ingest;

import java.text.BreakIterator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Cuts a document into passages: along its sections, then between paragraphs, then between sentences, and between words
 * only where a sentence is longer than a passage.
 *
 * <p>A passage begins with the end of the one before it in the same section, so that what is said across the cut is found.
 * The embedding model reads each passage after the document's title and the section's heading, without which a passage
 * seldom says what it is about. Safe for use by many threads when the token counter is.
 */
final class Chunker {

    /** The title and heading may take this share of a passage, so that they never crowd out the text. */
    private static final int TITLE_SHARE = 4;

    private static final Pattern NUMBER =
            Pattern.compile("(?<=^| > )(?:Chapter |Appendix |Section )?[0-9A-Z]{1,3}(?:\\.[0-9]{1,3}){0,5}\\. ");

    private final ToIntFunction<String> tokens;
    private final int most;
    private final int overlap;

    /**
     * @param tokens how many tokens the embedding model makes of a text
     * @param most tokens a passage may have with its title and heading
     * @param overlap tokens repeated from the passage before
     */
    Chunker(ToIntFunction<String> tokens, int most, int overlap) {
        this.tokens = tokens;
        this.most = most;
        this.overlap = overlap;
    }

    List<Chunk> chunks(String title, List<Section> sections) {
        List<Chunk> chunks = new ArrayList<>();
        for (Section section : sections) {
            String context = context(title, section.heading());
            int room = most - Math.min(tokens.applyAsInt(context), most / TITLE_SHARE);
            for (String text : new Passages(room).of(section.paragraphs())) {
                chunks.add(new Chunk(section.heading(), text, context + text));
            }
        }
        return chunks;
    }

    private String context(String title, String heading) {
        String context = (unnumbered(title) + "\n" + unnumbered(heading)).strip();
        if (context.isEmpty()) {
            return "";
        }
        return shortened(context, most / TITLE_SHARE) + "\n";
    }

    /** Numbers such as {@code 25.1.} say nothing of the content and crowd out words that do. */
    private static String unnumbered(String headings) {
        return NUMBER.matcher(headings).replaceAll("");
    }

    private String shortened(String text, int limit) {
        String shorter = text;
        while (tokens.applyAsInt(shorter) > limit && shorter.length() > 1) {
            shorter = shorter.substring(0, Math.max(1, shorter.length() * 3 / 4));
        }
        return shorter;
    }

    /** A piece that is not cut further; {@code glue} stands between it and the piece before it. */
    private record Piece(String text, String glue, int tokens) {}

    /** Packs pieces into passages of at most {@code room} tokens. */
    private final class Passages {

        private final int room;
        private final List<String> passages = new ArrayList<>();
        private final Deque<Piece> open = new ArrayDeque<>();
        private int size;
        private int fresh;

        Passages(int room) {
            this.room = room;
        }

        List<String> of(List<String> paragraphs) {
            paragraphs.forEach(this::addParagraph);
            finish();
            return passages;
        }

        private void addParagraph(String paragraph) {
            if (fits(paragraph, room)) {
                add(piece(paragraph, "\n\n"));
            } else {
                split(paragraph);
            }
        }

        private void split(String paragraph) {
            String glue = "\n\n";
            for (String sentence : sentences(paragraph)) {
                if (fits(sentence, room)) {
                    add(piece(sentence, glue));
                } else {
                    words(sentence, glue);
                }
                glue = paragraph.contains("\n") ? "\n" : " ";
            }
        }

        private void words(String sentence, String glue) {
            int most = Math.max(1, room / 2);
            String before = glue;
            int start = 0;
            while (start < sentence.length()) {
                int end = cut(sentence, start, most);
                add(piece(sentence.substring(start, end).strip(), before));
                before = " ";
                start = end;
            }
        }

        /** The end of the longest run of words from {@code start} with at most {@code most} tokens, at least one character. */
        private int cut(String text, int start, int most) {
            int end = Math.min(text.length(), start + most * 8);
            while (end - start > 1 && !fits(text.substring(start, end), most)) {
                end = start + Math.max(1, (end - start) * 3 / 4);
            }
            int space = text.lastIndexOf(' ', end);
            if (end < text.length() && space > start) {
                return space;
            }
            boolean betweenSurrogates = end < text.length() && Character.isLowSurrogate(text.charAt(end));
            return betweenSurrogates ? Math.min(text.length(), end + 1) : end;
        }

        private void add(Piece piece) {
            if (piece.text().isEmpty()) {
                return;
            }
            if (size + piece.tokens() > room && fresh > 0) {
                finish();
                keepOverlap(room - piece.tokens());
            }
            open.addLast(piece);
            size += piece.tokens();
            fresh++;
        }

        private void keepOverlap(int free) {
            while (size > Math.min(overlap, free) && !open.isEmpty()) {
                size -= open.removeFirst().tokens();
            }
        }

        private void finish() {
            if (fresh > 0) {
                StringBuilder text = new StringBuilder();
                for (Piece piece : open) {
                    text.append(text.isEmpty() ? "" : piece.glue()).append(piece.text());
                }
                passages.add(text.toString());
                fresh = 0;
            }
        }

        private Piece piece(String text, String glue) {
            return new Piece(text, glue, tokens.applyAsInt(text));
        }
    }

    /** A token has at least one character, so a text much longer than the limit need not be counted. */
    private boolean fits(String text, int limit) {
        return text.length() <= limit * 20L && tokens.applyAsInt(text) <= limit;
    }

    private static List<String> sentences(String paragraph) {
        List<String> sentences = new ArrayList<>();
        for (String line : paragraph.split("\\R", -1)) {
            BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
            breaks.setText(line);
            int start = breaks.first();
            for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
                sentences.add(line.substring(start, end).stripTrailing());
            }
        }
        return sentences;
    }
}
