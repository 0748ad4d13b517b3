package serai.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import serai.model.ChatRequest.Source;
import serai.model.Sentence.Kind;

/**
 * The built-in model: quotes the one to three sentences that answer best, and invents nothing.
 *
 * <p>A sentence scores by the question's terms it holds, each weighted by how rare it is among all sentences (inverse
 * document frequency), by the headings it stands under, and by the rank of its passage. When even the best says too
 * little of what was asked, the answer is that nothing was found. Deterministic, without state and network; safe for
 * use by many threads.
 */
public final class ExtractiveModel {

    private static final int SENTENCES = 3;
    private static final int LENGTH = 420;
    /** The least share of the question's weight that a sentence with its headings must hold to be an answer. */
    private static final double ENOUGH = 0.3;
    /** A further sentence that says more of what was asked must be this good compared with the best. */
    private static final double COMPANION = 0.6;
    /** A further sentence that says the same must be this good. */
    private static final double EQUAL = 0.9;

    /** The answer, with a citation such as {@code [1]} after what each passage says. */
    public String complete(ChatRequest request) {
        requireNonNull(request, "request");
        List<Sentence> all = new ArrayList<>();
        request.sources().forEach(source -> all.addAll(Sentences.of(source)));
        Ranking ranking = new Ranking(request.question(), all);
        List<Sentence> chosen = choose(ranking, all);
        return chosen.isEmpty() ? Chat.NOTHING : quote(withContext(chosen, all));
    }

    private static List<Sentence> choose(Ranking ranking, List<Sentence> all) {
        List<Sentence> best = all.stream()
                .filter(sentence -> sentence.kind() != Kind.HEADING)
                .filter(sentence -> ranking.coverage(sentence) >= ENOUGH && ranking.own(sentence) > 0)
                .sorted(Comparator.comparingDouble(ranking::score).reversed())
                .toList();
        List<Sentence> chosen = new ArrayList<>();
        for (Sentence sentence : best) {
            double share = ranking.score(sentence) / ranking.score(best.getFirst());
            boolean good = share >= EQUAL || (share >= COMPANION && ranking.adds(sentence, chosen));
            if (chosen.size() < SENTENCES
                    && good
                    && chosen.stream().noneMatch(other -> other.overlap(sentence) > 0.7)) {
                chosen.add(sentence);
            }
        }
        return chosen;
    }

    /** Puts before a sentence that begins with a pronoun the one it refers to, if there is room. */
    private static List<Sentence> withContext(List<Sentence> chosen, List<Sentence> all) {
        List<Sentence> whole = new ArrayList<>(chosen);
        for (Sentence sentence : chosen) {
            all.stream()
                    .filter(other -> sentence.leans() && whole.size() < SENTENCES && !whole.contains(other))
                    .filter(other -> other.source().equals(sentence.source()) && other.index() == sentence.index() - 1)
                    .filter(other -> other.kind() == Kind.PROSE)
                    .findFirst()
                    .ifPresent(before -> whole.add(whole.indexOf(sentence), before));
        }
        return whole;
    }

    private static String quote(List<Sentence> chosen) {
        Map<Source, List<Sentence>> bySource = new LinkedHashMap<>();
        chosen.forEach(sentence -> bySource.computeIfAbsent(sentence.source(), source -> new ArrayList<>())
                .add(sentence));
        return bySource.entrySet().stream()
                .map(entry -> quote(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String quote(Source source, List<Sentence> sentences) {
        sentences.sort(Comparator.comparingInt(Sentence::index));
        StringBuilder text = new StringBuilder();
        for (Sentence sentence : sentences) {
            text.append(text.isEmpty() ? "" : separator(text, sentence)).append(cut(sentence));
        }
        return text + " [" + source.number() + "]";
    }

    /** Rows of a table end without a full stop, and would run into each other. */
    private static String separator(CharSequence before, Sentence next) {
        char last = before.charAt(before.length() - 1);
        return next.kind() == Kind.ITEM ? "; " : ".!?:\u2026".indexOf(last) >= 0 ? " " : "\n";
    }

    private static String cut(Sentence sentence) {
        String text = sentence.text();
        if (text.length() <= LENGTH) {
            return text;
        }
        int space = text.lastIndexOf(' ', LENGTH);
        return text.substring(0, space > 0 ? space : LENGTH) + " \u2026";
    }
}
