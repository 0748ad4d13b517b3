package serai.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Lists of known names and places, by word in small letters. */
final class Gazetteer {

    static final int GIVEN = 1;
    static final int SURNAME = 2;
    static final int PLACE = 4;
    static final int PLACE_BEGINS = 8;
    static final int AMBIGUOUS = 16;
    static final int STOP = 32;

    private static final Gazetteer SHIPPED = new Gazetteer();

    private final Map<String, Integer> traits = new HashMap<>();
    private final Set<String> longPlaces = new HashSet<>();

    private Gazetteer() {
        lines("given-names.txt").forEach(line -> addWords(line, GIVEN));
        lines("surnames.txt").forEach(line -> addWords(line, SURNAME));
        lines("ambiguous.txt").forEach(line -> addWords(line, AMBIGUOUS));
        lines("stop-words.txt").forEach(line -> addWords(line, STOP));
        lines("places.txt").forEach(this::addPlaces);
    }

    static Gazetteer shipped() {
        return SHIPPED;
    }

    /** What is known of a word in small letters: a sum of the constants above. */
    int traits(String word) {
        return traits.getOrDefault(word, 0);
    }

    /** Whether several words, in small letters with single spaces, are a place. */
    boolean isLongPlace(String words) {
        return longPlaces.contains(words);
    }

    /** A long line lists places of one word; a short one is a place of several. */
    private void addPlaces(String line) {
        if (line.length() > 60) {
            addWords(line, PLACE);
        } else {
            longPlaces.add(line);
            add(line.substring(0, line.indexOf(' ')), PLACE_BEGINS);
        }
    }

    private void addWords(String line, int trait) {
        for (String word : line.split(" ", -1)) {
            add(word, trait);
        }
    }

    private void add(String word, int trait) {
        traits.merge(word, trait, (a, b) -> a | b);
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(Gazetteer.class.getResourceAsStream(resource), resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().toLowerCase(Locale.ROOT))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
