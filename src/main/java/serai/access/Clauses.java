package serai.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import serai.access.ResourceFilter.All;
import serai.access.ResourceFilter.And;
import serai.access.ResourceFilter.Clause;
import serai.access.ResourceFilter.Compare;
import serai.access.ResourceFilter.HasAny;
import serai.access.ResourceFilter.In;
import serai.access.ResourceFilter.None;
import serai.access.ResourceFilter.Not;
import serai.access.ResourceFilter.Operator;
import serai.access.ResourceFilter.Or;

/** Builds clauses in their simplest form: no empty set, no nesting of the same kind, constants only on their own. */
final class Clauses {

    static final Clause NONE = new None();
    static final Clause ALL = new All();

    private Clauses() {}

    static Clause and(Clause left, Clause right) {
        if (left instanceof None || right instanceof None) {
            return NONE;
        }
        if (left instanceof All || left.equals(right)) {
            return right;
        }
        if (right instanceof All) {
            return left;
        }
        Set<Clause> parts = new LinkedHashSet<>(left instanceof And and ? and.parts() : List.of(left));
        parts.addAll(right instanceof And and ? and.parts() : List.of(right));
        return new And(List.copyOf(parts));
    }

    static Clause or(Clause left, Clause right) {
        if (left instanceof All || right instanceof All) {
            return ALL;
        }
        if (left instanceof None || left.equals(right)) {
            return right;
        }
        if (right instanceof None) {
            return left;
        }
        Set<Clause> parts = new LinkedHashSet<>(left instanceof Or or ? or.parts() : List.of(left));
        parts.addAll(right instanceof Or or ? or.parts() : List.of(right));
        return new Or(List.copyOf(parts));
    }

    /** Moves the negation to the labels themselves, so that a store meets {@link Not} only around one condition. */
    static Clause not(Clause clause) {
        return switch (clause) {
            case None none -> ALL;
            case All all -> NONE;
            case Not not -> not.part();
            case And and -> and.parts().stream().map(Clauses::not).reduce(NONE, Clauses::or);
            case Or or -> or.parts().stream().map(Clauses::not).reduce(ALL, Clauses::and);
            case Compare compare -> opposite(compare);
            default -> new Not(clause);
        };
    }

    private static Clause opposite(Compare compare) {
        Operator operator = switch (compare.operator()) {
            case LESS -> Operator.GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> Operator.GREATER;
            case GREATER_OR_EQUAL -> Operator.LESS;
            case GREATER -> Operator.LESS_OR_EQUAL;
            case EQUAL -> Operator.EQUAL;
        };
        return compare.operator() == Operator.EQUAL
                ? new Not(compare)
                : new Compare(compare.label(), operator, compare.value());
    }

    static Clause constant(boolean holds) {
        return holds ? ALL : NONE;
    }

    /** A label that is one of the texts; texts that no label can hold are left out. */
    static Clause in(String label, Collection<String> texts) {
        Set<String> possible = possible(texts);
        return possible.isEmpty() ? NONE : new In(label, possible);
    }

    /** A label of texts that shares one; texts that no label can hold are left out. */
    static Clause hasAny(String label, Collection<String> texts) {
        Set<String> possible = possible(texts);
        possible.remove("");
        return possible.isEmpty() ? NONE : new HasAny(label, possible);
    }

    static Clause oneOf(String label, Collection<Long> numbers) {
        return numbers.stream()
                .<Clause>map(number -> new Compare(label, Operator.EQUAL, number))
                .reduce(NONE, Clauses::or);
    }

    /** The number of conditions in a clause. */
    static int count(Clause clause) {
        return switch (clause) {
            case And and -> and.parts().stream().mapToInt(Clauses::count).sum();
            case Or or -> or.parts().stream().mapToInt(Clauses::count).sum();
            default -> 1;
        };
    }

    private static Set<String> possible(Collection<String> texts) {
        return texts.stream().filter(LabelType.STRING::admits).collect(Collectors.toSet());
    }
}
