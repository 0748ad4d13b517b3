package serai.access;

import dev.cel.common.ast.CelExpr;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import serai.access.ResourceFilter.Clause;

/** Makes the slots of one rule and the conditions that they fill. */
final class Slots {

    private final CheckedExpression expression;
    private final RuleLanguage language;

    Slots(CheckedExpression expression, RuleLanguage language) {
        this.expression = expression;
        this.language = language;
    }

    /** A condition whose slot is evaluated for every document. */
    Residual filled(CelExpr expr, SlotType type, Function<Object, Clause> clause) throws Unsplittable {
        return filled(expr, type, clause, Clauses.ALL);
    }

    /** A condition whose slot is evaluated for the documents {@code used}. */
    Residual filled(CelExpr expr, SlotType type, Function<Object, Clause> clause, Clause used) throws Unsplittable {
        if (!expression.is(expr, type)) {
            throw refused(expr, "a value that is not of type " + type.name().toLowerCase(Locale.ROOT));
        }
        return new Residual.Filled(new Slot(language.program(expression.part(expr)), type), used, clause);
    }

    static Function<Object, Clause> one(String label, BiFunction<String, Collection<String>, Clause> clause) {
        return value -> clause.apply(label, List.of((String) value));
    }

    static Function<Object, Clause> many(String label, BiFunction<String, Collection<String>, Clause> clause) {
        return value -> clause.apply(
                label, ((List<?>) value).stream().map(String.class::cast).toList());
    }

    static List<Long> numbers(Object value) {
        return ((List<?>) value).stream().map(Long.class::cast).toList();
    }

    /** Says where, which part and what to write instead. */
    Unsplittable refused(CelExpr expr, String what) {
        return new Unsplittable(expression.position(expr) + ": a store cannot decide " + what + ": "
                + expression.text(expr)
                + "; compare a label with a value of the user, use 'in', exists over one list, size(label) == 0, "
                + "&&, || and ! (docs/guide/policies.md)");
    }
}
