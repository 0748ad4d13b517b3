package serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.access.AccessFixture.NOW;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import serai.access.ResourceFilter.All;
import serai.access.ResourceFilter.And;
import serai.access.ResourceFilter.Clause;
import serai.access.ResourceFilter.Compare;
import serai.access.ResourceFilter.Empty;
import serai.access.ResourceFilter.HasAny;
import serai.access.ResourceFilter.In;
import serai.access.ResourceFilter.IsTrue;
import serai.access.ResourceFilter.None;
import serai.access.ResourceFilter.Not;
import serai.access.ResourceFilter.Operator;
import serai.access.ResourceFilter.Or;
import serai.query.Subject;

/** Wrong translators that the equivalence must expose; one that survives would show that the properties are blind. */
class TranslatorMutantTest {

    private static final List<Trial> TRIALS = trials();

    private record Trial(ResourceFilter filter, Labels labels, boolean permitted) {}

    private static final Map<String, UnaryOperator<Clause>> MUTANTS = Map.ofEntries(
            Map.entry("boundary excluded", on(Compare.class, it -> switch (it.operator()) {
                case LESS_OR_EQUAL -> new Compare(it.label(), Operator.LESS, it.value());
                case GREATER_OR_EQUAL -> new Compare(it.label(), Operator.GREATER, it.value());
                default -> it;
            })),
            Map.entry("boundary included", on(Compare.class, it -> switch (it.operator()) {
                case LESS -> new Compare(it.label(), Operator.LESS_OR_EQUAL, it.value());
                case GREATER -> new Compare(it.label(), Operator.GREATER_OR_EQUAL, it.value());
                default -> it;
            })),
            Map.entry("off by one", on(Compare.class, it -> new Compare(it.label(), it.operator(), it.value() + 1))),
            Map.entry(
                    "narrowed to 32 bits",
                    on(Compare.class, it -> new Compare(it.label(), it.operator(), (int) it.value()))),
            Map.entry("dropped not", on(Not.class, Not::part)),
            Map.entry("first department only", on(HasAny.class, it -> new HasAny(it.label(), first(it.values())))),
            Map.entry("first text only", on(In.class, it -> new In(it.label(), first(it.values())))),
            Map.entry("or became and", on(Or.class, it -> new And(it.parts()))),
            Map.entry("and became or", on(And.class, it -> new Or(it.parts()))),
            Map.entry(
                    "last condition dropped",
                    on(And.class, it -> new And(it.parts().subList(0, it.parts().size() - 1)))),
            Map.entry(
                    "last alternative dropped",
                    on(Or.class, it -> new Or(it.parts().subList(0, it.parts().size() - 1)))),
            Map.entry("absent equals empty", on(HasAny.class, it -> new Or(List.of(it, new Empty(it.label()))))),
            Map.entry("empty forgotten", on(Empty.class, it -> new None())),
            Map.entry("empty matches all", on(Empty.class, it -> new All())),
            Map.entry("nothing became everything", on(None.class, it -> new All())),
            Map.entry("everything became nothing", on(All.class, it -> new None())),
            Map.entry("flag ignored", on(IsTrue.class, it -> new All())),
            Map.entry(
                    "case folded",
                    on(
                            HasAny.class,
                            it -> new HasAny(it.label(), each(it.values(), text -> text.toLowerCase(Locale.ROOT))))),
            Map.entry("spaces trimmed", on(In.class, it -> new In(it.label(), each(it.values(), String::strip)))),
            Map.entry(
                    "normalised",
                    on(
                            In.class,
                            it -> new In(
                                    it.label(),
                                    each(it.values(), text -> Normalizer.normalize(text, Normalizer.Form.NFC))))),
            Map.entry("empty text lost", on(In.class, it -> it.values().contains("") ? new None() : it)),
            Map.entry("wrong label", on(HasAny.class, it -> new HasAny("groups", it.values()))));

    static Stream<String> mutants() {
        return MUTANTS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void exposes(String mutant) {
        UnaryOperator<Clause> mutation = MUTANTS.getOrDefault(mutant, UnaryOperator.identity());

        assertThat(TRIALS).anyMatch(trial -> matches(trial, mutation) != trial.permitted());
    }

    @Test
    void acceptsTheTranslatorAsItIs() {
        assertThat(TRIALS).allMatch(trial -> matches(trial, UnaryOperator.identity()) == trial.permitted());
    }

    @Test
    void bothOutcomesAreCommon() {
        long permitted = TRIALS.stream().filter(Trial::permitted).count();

        assertThat(permitted).isBetween(TRIALS.size() / 10L, TRIALS.size() * 9L / 10);
    }

    private static boolean matches(Trial trial, UnaryOperator<Clause> mutation) {
        Clause mutated = rewrite(trial.filter().clause(), mutation);
        return FilterEvaluator.matches(
                new ResourceFilter(mutated, trial.filter().schemaVersion()), trial.labels());
    }

    private static Clause rewrite(Clause clause, UnaryOperator<Clause> mutation) {
        return mutation.apply(
                switch (clause) {
                    case And and -> new And(parts(and.parts(), mutation));
                    case Or or -> new Or(parts(or.parts(), mutation));
                    case Not not -> new Not(rewrite(not.part(), mutation));
                    default -> clause;
                });
    }

    private static List<Clause> parts(List<Clause> parts, UnaryOperator<Clause> mutation) {
        return parts.stream().map(part -> rewrite(part, mutation)).toList();
    }

    private static <C extends Clause> UnaryOperator<Clause> on(Class<C> kind, Function<C, Clause> mutation) {
        return clause -> kind.isInstance(clause) ? mutation.apply(kind.cast(clause)) : clause;
    }

    private static Set<String> first(Set<String> values) {
        return Set.of(values.stream().sorted().findFirst().orElseThrow());
    }

    private static Set<String> each(Set<String> values, UnaryOperator<String> change) {
        return values.stream().map(change).collect(Collectors.toSet());
    }

    private static List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (int seed = 1; seed <= 100; seed++) {
            PolicyGenerator generator = new PolicyGenerator(seed);
            Policy policy = generator.policy();
            for (int i = 0; i < 8; i++) {
                Subject subject = generator.subject();
                ResourceFilter filter = policy.plan(subject, NOW);
                for (int j = 0; j < 12; j++) {
                    Labels labels = generator.labels(policy);
                    trials.add(new Trial(
                            filter, labels, policy.decide(subject, labels, NOW).permitted()));
                }
            }
        }
        return trials;
    }
}
