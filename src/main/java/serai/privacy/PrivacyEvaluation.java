package serai.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Measures an engine on labelled texts.
 *
 * <p>A case that names an entity is judged on that entity's spans alone, before other entities can hide them. A case
 * that names none is judged on what the engine would mask. Entities the engine does not know are counted as skipped:
 * their cases are left out, and characters they label count neither as leak nor as over-masking. Spans are right when
 * entity and both offsets are; characters are UTF-16 units.
 */
public final class PrivacyEvaluation {

    private final PrivacyEngine engine;
    private final Score.Tally overall = new Score.Tally();
    private final Map<String, Score.Tally> tallies = new TreeMap<>();
    private final Map<String, Integer> skipped = new TreeMap<>();
    private int cases;

    /**
     * What came out.
     *
     * @param cases how many cases were judged
     * @param skipped how many cases or spans of each unknown entity were left out
     */
    public record Result(Score overall, Map<String, Score> entities, int cases, Map<String, Integer> skipped) {}

    PrivacyEvaluation(PrivacyEngine engine) {
        this.engine = engine;
    }

    /**
     * Judges the engine on a file of JSON lines.
     *
     * @throws IllegalArgumentException naming the line that is no case
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Result of(PrivacyEngine engine, Path file) {
        PrivacyEvaluation evaluation = new PrivacyEvaluation(engine);
        try (Stream<String> lines = Files.lines(file)) {
            int number = 0;
            for (String line : (Iterable<String>) lines::iterator) {
                number++;
                if (!line.isBlank()) {
                    evaluation.judge(parse(line, number));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return evaluation.result();
    }

    private static EvaluationCase parse(String line, int number) {
        try {
            return EvaluationCase.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    Result result() {
        Map<String, Score> scores = new TreeMap<>();
        tallies.forEach((entity, tally) -> scores.put(entity, tally.score()));
        return new Result(overall.score(), scores, cases, skipped);
    }

    void judge(EvaluationCase one) {
        if (one.entity().isPresent() && !engine.entities().contains(one.entity().get())) {
            skipped.merge(one.entity().get(), 1, Integer::sum);
            return;
        }
        cases++;
        List<PiiSpan> found =
                one.entity().map(entity -> engine.find(one.text(), entity)).orElseGet(() -> engine.findAll(one.text()));
        compare(one, found);
    }

    private void compare(EvaluationCase one, List<PiiSpan> found) {
        BitSet unknown = new BitSet();
        List<PiiSpan> expected = new ArrayList<>();
        for (PiiSpan span : one.spans()) {
            if (engine.entities().contains(span.entity())) {
                expected.add(span);
            } else {
                skipped.merge(span.entity(), 1, Integer::sum);
                unknown.set(span.start(), span.end());
            }
        }
        unknown.andNot(chars(expected));
        Set<String> entities = new HashSet<>();
        one.entity().ifPresent(entities::add);
        Stream.concat(expected.stream(), found.stream()).map(PiiSpan::entity).forEach(entities::add);
        for (String entity : entities) {
            tally(
                    tallies.computeIfAbsent(entity, e -> new Score.Tally()),
                    of(entity, expected),
                    of(entity, found),
                    one,
                    found,
                    unknown);
        }
        tally(overall, expected, found, one, found, unknown);
    }

    private static void tally(
            Score.Tally tally,
            List<PiiSpan> expected,
            List<PiiSpan> found,
            EvaluationCase one,
            List<PiiSpan> allFound,
            BitSet unknown) {
        Set<List<Object>> right = new HashSet<>();
        expected.forEach(span -> right.add(key(span)));
        tally.spans(found.stream().filter(s -> right.contains(key(s))).count(), found.size(), right.size());
        BitSet leaked = chars(expected);
        int secret = leaked.cardinality();
        leaked.andNot(chars(allFound));
        tally.leak(leaked.cardinality(), secret);
        BitSet plain = chars(one.spans());
        plain.or(unknown);
        BitSet masked = chars(found);
        masked.andNot(plain);
        tally.overMask(masked.cardinality(), one.text().length() - plain.cardinality());
    }

    private static List<Object> key(PiiSpan span) {
        return List.of(span.entity(), span.start(), span.end());
    }

    private static List<PiiSpan> of(String entity, List<PiiSpan> spans) {
        return spans.stream().filter(span -> span.entity().equals(entity)).toList();
    }

    private static BitSet chars(List<PiiSpan> spans) {
        BitSet chars = new BitSet();
        spans.forEach(span -> chars.set(span.start(), span.end()));
        return chars;
    }
}
