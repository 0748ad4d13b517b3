package serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ChunkerTest {

    private final Chunker chunker = new Chunker(IngestFixture::words, 64, 16);

    @Test
    void keepsAShortSectionWhole() {
        List<Chunk> chunks = chunker.chunks("Rules", List.of(new Section("Gate", List.of("It opens.", "It closes."))));

        assertThat(chunks)
                .containsExactly(new Chunk("Gate", "It opens.\n\nIt closes.", "Rules\nGate\nIt opens.\n\nIt closes."));
    }

    @Test
    void leavesTheNumbersOfHeadingsOutOfWhatIsEmbedded() {
        List<Chunk> chunks =
                chunker.chunks("Chapter 7. Roads", List.of(new Section("7.1. Wells > A note", List.of("Deep."))));

        assertThat(chunks).containsExactly(new Chunk("7.1. Wells > A note", "Deep.", "Roads\nWells > A note\nDeep."));
    }

    @Test
    void neverJoinsSections() {
        List<Chunk> chunks = chunker.chunks(
                "Rules",
                List.of(new Section("Gate", List.of("It opens.")), new Section("Well", List.of("It is deep."))));

        assertThat(chunks).extracting(Chunk::heading).containsExactly("Gate", "Well");
    }

    @Test
    void beginsAPassageWithTheEndOfTheOneBefore() {
        List<String> paragraphs =
                IntStream.range(0, 12).mapToObj(i -> words("p" + i + "w", 12)).toList();

        List<Chunk> chunks = chunker.chunks("", List.of(new Section("", paragraphs)));

        assertThat(chunks.get(1).text()).startsWith(lastParagraph(chunks.get(0).text()));
    }

    @Test
    void cutsALongParagraphBetweenSentences() {
        String paragraph = IntStream.range(0, 10)
                .mapToObj(i -> "The " + words("s" + i + "w", 10) + ".")
                .collect(Collectors.joining(" "));

        List<Chunk> chunks = chunker.chunks("", List.of(new Section("", List.of(paragraph))));

        assertThat(chunks)
                .hasSizeGreaterThan(1)
                .allSatisfy(chunk -> assertThat(chunk.text()).endsWith("."));
    }

    @Test
    void survivesATextWithoutSpaces() {
        List<Chunk> chunks =
                new Chunker(String::length, 64, 16).chunks("", List.of(new Section("", List.of("x".repeat(10_000)))));

        assertThat(chunks)
                .isNotEmpty()
                .allSatisfy(chunk -> assertThat(chunk.text().length()).isLessThanOrEqualTo(130));
        assertThat(chunks.stream().mapToInt(chunk -> chunk.text().length()).sum())
                .isGreaterThanOrEqualTo(10_000);
    }

    @Property(tries = 200)
    void losesNoWordAndStaysWithinTheModel(@ForAll("documents") List<String> paragraphs) {
        List<Chunk> chunks = chunker.chunks("A title", List.of(new Section("A heading", paragraphs)));

        String all = chunks.stream().map(Chunk::text).collect(Collectors.joining(" "));
        assertThat(all.split("\\s+"))
                .contains(paragraphs.stream()
                        .flatMap(p -> Arrays.stream(p.split("\\s+")))
                        .toArray(String[]::new));
        assertThat(chunks)
                .allSatisfy(chunk ->
                        assertThat(IngestFixture.words(chunk.embeddable())).isLessThanOrEqualTo(64));
    }

    @Provide
    Arbitrary<List<String>> documents() {
        Arbitrary<String> word =
                Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(9);
        Arbitrary<String> end = Arbitraries.of(" ", ". ", "\n");
        return word.flatMap(w -> end.map(e -> w + e))
                .list()
                .ofMinSize(1)
                .ofMaxSize(150)
                .map(parts -> String.join("", parts).strip())
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static String words(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(" "));
    }

    private static String lastParagraph(String text) {
        return text.substring(text.lastIndexOf("\n\n") + 2);
    }
}
