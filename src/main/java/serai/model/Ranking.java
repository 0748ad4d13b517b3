package serai.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import serai.model.Sentence.Kind;

/** How well sentences answer one question. */
final class Ranking {

    /** What a term in a heading or title is worth, compared with one in the sentence. */
    private static final double ABOVE = 0.6;
    /** What holding a thing that was asked for multiplies a score by. */
    private static final double HELD = 1.3;

    private final Set<String> asked;
    private final Set<Wanted> wanted;
    private final Map<String, Double> weights = new HashMap<>();
    private final Map<Sentence, Double> scores = new HashMap<>();
    private final double total;

    Ranking(String question, List<Sentence> all) {
        this.wanted = Wanted.in(question);
        this.asked = Terms.of(question);
        for (String term : asked) {
            long holding = all.stream()
                    .filter(sentence -> sentence.terms().contains(term))
                    .count();
            weights.put(term, Math.log(1 + (all.size() + 1.0) / (holding + 0.5)));
        }
        this.total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        all.forEach(sentence -> scores.put(sentence, compute(sentence)));
    }

    double score(Sentence sentence) {
        return scores.getOrDefault(sentence, 0.0);
    }

    /** The share of the question's weight that the sentence and what stands above it hold. */
    double coverage(Sentence sentence) {
        Set<String> terms = new HashSet<>(sentence.terms());
        terms.addAll(above(sentence));
        return total == 0 ? 0 : weight(terms) / total;
    }

    /** The weight of the question's terms that the sentence itself holds. */
    double own(Sentence sentence) {
        return weight(sentence.terms());
    }

    /** Whether a sentence holds a term of the question that none of the others holds. */
    boolean adds(Sentence sentence, List<Sentence> others) {
        return asked.stream()
                .filter(sentence.terms()::contains)
                .anyMatch(
                        term -> others.stream().noneMatch(other -> other.terms().contains(term)));
    }

    private double compute(Sentence sentence) {
        Set<String> higher = new HashSet<>(above(sentence));
        higher.removeAll(sentence.terms());
        double score = own(sentence) + ABOVE * weight(higher);
        return score * form(sentence) * (1 + 0.2 / sentence.source().number()) * expected(sentence);
    }

    private double weight(Set<String> terms) {
        return asked.stream()
                .filter(terms::contains)
                .mapToDouble(term -> weights.getOrDefault(term, 0.0))
                .sum();
    }

    private static Set<String> above(Sentence sentence) {
        Set<String> terms = new HashSet<>(Terms.of(sentence.source().title()));
        terms.addAll(Terms.of(sentence.source().heading()));
        return terms;
    }

    private static double form(Sentence sentence) {
        int words = sentence.text().split(" ", -1).length;
        double length = words < 4 ? 0.8 : words > 60 ? 0.8 : 1;
        return length
                * (sentence.kind() == Kind.FRAGMENT ? 0.7 : sentence.text().endsWith("?") ? 0.5 : 1);
    }

    /** A sentence that holds what the question asks for is preferred, one that holds all of it the most. */
    private double expected(Sentence sentence) {
        long held = wanted.stream().filter(kind -> kind.isIn(sentence.text())).count();
        return Math.pow(HELD, (double) held);
    }
}
