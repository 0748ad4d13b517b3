package serai.access;

import static java.util.Objects.requireNonNull;
import static serai.access.CheckedExpression.existsBody;
import static serai.access.CheckedExpression.isEmptyList;
import static serai.access.CheckedExpression.isIdentifier;
import static serai.access.CheckedExpression.smallConstant;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import serai.access.ResourceFilter.Clause;
import serai.access.ResourceFilter.Compare;
import serai.access.ResourceFilter.Empty;
import serai.access.ResourceFilter.IsTrue;
import serai.access.ResourceFilter.Operator;

/**
 * Splits a rule into slots and conditions on labels.
 *
 * <p>The largest parts that mention no label become slots; the rest must be one of the forms below, which are those a
 * store can decide exactly as CEL does. Anything else is refused.
 */
final class Splitter {

    private static final String EQUAL = "_==_";
    private static final String NOT_EQUAL = "_!=_";
    private static final Map<String, Operator> OPERATORS = Map.of(
            "_<_",
            Operator.LESS,
            "_<=_",
            Operator.LESS_OR_EQUAL,
            EQUAL,
            Operator.EQUAL,
            "_>=_",
            Operator.GREATER_OR_EQUAL,
            "_>_",
            Operator.GREATER);
    private static final Map<String, String> MIRRORED =
            Map.of("_<_", "_>_", "_<=_", "_>=_", EQUAL, EQUAL, NOT_EQUAL, NOT_EQUAL, "_>=_", "_<=_", "_>_", "_<_");

    private final CheckedExpression expression;
    private final RuleLanguage language;

    Splitter(CheckedExpression expression, RuleLanguage language) {
        this.expression = expression;
        this.language = language;
    }

    /** @throws Unsplittable naming the part that no store can decide */
    Residual split() throws Unsplittable {
        return split(expression.root());
    }

    private Residual split(CelExpr expr) throws Unsplittable {
        if (!expression.mentionsLabel(expr)) {
            return filled(expr, SlotType.BOOL, value -> Clauses.constant((Boolean) value));
        }
        if (expression.isLabel(expr, LabelType.BOOL)) {
            return new Residual.Fixed(new IsTrue(name(expr)));
        }
        return switch (expr.getKind()) {
            case CALL -> call(expr);
            case COMPREHENSION -> exists(expr, expr.comprehension());
            default -> throw refused(expr, "this form");
        };
    }

    private Residual call(CelExpr expr) throws Unsplittable {
        List<CelExpr> args = expr.call().args();
        String function = expr.call().function();
        return switch (function) {
            case "_&&_" -> new Residual.Both(split(args.get(0)), split(args.get(1)));
            case "_||_" -> new Residual.Either(split(args.get(0)), split(args.get(1)));
            case "!_" -> new Residual.Inverse(split(args.getFirst()));
            case "@in" -> membership(expr, args.get(0), args.get(1));
            case EQUAL, NOT_EQUAL, "_<_", "_<=_", "_>=_", "_>_" -> relation(expr, function, args.get(0), args.get(1));
            default -> throw refused(expr, "the function " + readable(function));
        };
    }

    private static String readable(String function) {
        return function.replace("_", "").replace("@", "");
    }

    private Residual relation(CelExpr expr, String function, CelExpr left, CelExpr right) throws Unsplittable {
        if (!expression.mentionsLabel(right)) {
            return comparison(expr, function, left, right);
        }
        if (!expression.mentionsLabel(left)) {
            return comparison(expr, MIRRORED.getOrDefault(function, function), right, left);
        }
        throw refused(expr, "a comparison of two labels");
    }

    private Residual comparison(CelExpr expr, String function, CelExpr left, CelExpr right) throws Unsplittable {
        if (expression.isLabel(left, LabelType.STRINGS)
                || expression.sizedLabel(left).isPresent()) {
            return emptiness(expr, function, left, right);
        }
        if (function.equals(NOT_EQUAL)) {
            return new Residual.Inverse(comparison(expr, EQUAL, left, right));
        }
        if (expression.isLabel(left, LabelType.INT) && expression.is(right, SlotType.INT)) {
            String label = name(left);
            Operator operator = requireNonNull(OPERATORS.get(function), function);
            return filled(right, SlotType.INT, value -> new Compare(label, operator, (Long) value));
        }
        if (expression.isLabel(left, LabelType.STRING) && function.equals(EQUAL)) {
            return filled(right, SlotType.STRING, one(name(left), Clauses::in));
        }
        if (expression.isLabel(left, LabelType.BOOL) && function.equals(EQUAL)) {
            Clause label = new IsTrue(name(left));
            return filled(right, SlotType.BOOL, value -> (Boolean) value ? label : Clauses.not(label));
        }
        throw refused(expr, "this comparison");
    }

    private Residual emptiness(CelExpr expr, String function, CelExpr left, CelExpr right) throws Unsplittable {
        boolean sized = expression.sizedLabel(left).isPresent();
        String form = sized && smallConstant(right).isPresent()
                ? function + smallConstant(right).getAsInt()
                : !sized && isEmptyList(right) ? function + 0 : "";
        Clause empty = new Empty(sized ? expression.sizedLabel(left).get().name() : name(left));
        return switch (form) {
            case "_==_0", "_<=_0", "_<_1" -> new Residual.Fixed(empty);
            case "_!=_0", "_>_0", "_>=_1" -> new Residual.Fixed(Clauses.not(empty));
            default -> throw refused(expr, "a condition on a list other than whether it is empty");
        };
    }

    private Residual membership(CelExpr expr, CelExpr element, CelExpr list) throws Unsplittable {
        if (expression.isLabel(list, LabelType.STRINGS) && !expression.mentionsLabel(element)) {
            return filled(element, SlotType.STRING, one(name(list), Clauses::hasAny));
        }
        if (expression.isLabel(element, LabelType.STRING) && !expression.mentionsLabel(list)) {
            return filled(list, SlotType.STRINGS, many(name(element), Clauses::in));
        }
        if (expression.isLabel(element, LabelType.INT) && !expression.mentionsLabel(list)) {
            String label = name(element);
            return filled(list, SlotType.INTS, value -> Clauses.oneOf(label, numbers(value)));
        }
        throw refused(expr, "this membership");
    }

    private Residual exists(CelExpr expr, CelComprehension loop) throws Unsplittable {
        CelExpr body = existsBody(loop).orElseThrow(() -> refused(expr, "a macro other than exists"));
        if (body.getKind() != Kind.CALL || body.call().args().size() != 2) {
            throw refused(expr, "this body of exists");
        }
        CelExpr left = body.call().args().get(0);
        CelExpr right = body.call().args().get(1);
        boolean mirrored = body.call().function().equals(EQUAL) && isIdentifier(right, loop.iterVar());
        CelExpr element = mirrored ? right : left;
        CelExpr other = mirrored ? left : right;
        if (!isIdentifier(element, loop.iterVar()) || expression.mentions(other, loop.iterVar())) {
            throw refused(expr, "this body of exists");
        }
        return switch (body.call().function()) {
            case "@in" -> overlap(expr, loop.iterRange(), other);
            case EQUAL -> equalElement(expr, loop.iterRange(), other);
            default -> throw refused(expr, "this body of exists");
        };
    }

    /** Some element of the range is in the list. */
    private Residual overlap(CelExpr expr, CelExpr range, CelExpr list) throws Unsplittable {
        if (expression.isLabel(list, LabelType.STRINGS) && !expression.mentionsLabel(range)) {
            return filled(range, SlotType.STRINGS, many(name(list), Clauses::hasAny));
        }
        if (expression.isLabel(range, LabelType.STRINGS) && !expression.mentionsLabel(list)) {
            return filled(list, SlotType.STRINGS, many(name(range), Clauses::hasAny), hasValues(range));
        }
        throw refused(expr, "this overlap");
    }

    /** Some element of the range equals the value. */
    private Residual equalElement(CelExpr expr, CelExpr range, CelExpr value) throws Unsplittable {
        if (expression.isLabel(range, LabelType.STRINGS) && !expression.mentionsLabel(value)) {
            return filled(value, SlotType.STRING, one(name(range), Clauses::hasAny), hasValues(range));
        }
        if (expression.isLabel(value, LabelType.STRING) && !expression.mentionsLabel(range)) {
            return filled(range, SlotType.STRINGS, many(name(value), Clauses::in));
        }
        throw refused(expr, "this overlap");
    }

    /** Where CEL evaluates the body of an exists over a label at all. */
    private Clause hasValues(CelExpr label) {
        return Clauses.not(new Empty(name(label)));
    }

    private String name(CelExpr label) {
        return expression.label(label).orElseThrow().name();
    }

    private Residual filled(CelExpr expr, SlotType type, Function<Object, Clause> clause) throws Unsplittable {
        return filled(expr, type, clause, Clauses.ALL);
    }

    private Residual filled(CelExpr expr, SlotType type, Function<Object, Clause> clause, Clause used)
            throws Unsplittable {
        if (!expression.is(expr, type)) {
            throw refused(expr, "a value that is not of type " + type.name().toLowerCase(Locale.ROOT));
        }
        return new Residual.Filled(new Slot(language.program(expression.part(expr)), type), used, clause);
    }

    private static Function<Object, Clause> one(String label, BiFunction<String, Collection<String>, Clause> clause) {
        return value -> clause.apply(label, List.of((String) value));
    }

    private static Function<Object, Clause> many(String label, BiFunction<String, Collection<String>, Clause> clause) {
        return value -> clause.apply(
                label, ((List<?>) value).stream().map(String.class::cast).toList());
    }

    private static List<Long> numbers(Object value) {
        return ((List<?>) value).stream().map(Long.class::cast).toList();
    }

    private Unsplittable refused(CelExpr expr, String what) {
        return new Unsplittable(expression.position(expr) + ": a store cannot decide " + what + ": "
                + expression.text(expr)
                + "; compare a label with a value of the user, use 'in', exists over one list, size(label) == 0, "
                + "&&, || and ! (docs/guide/policies.md)");
    }
}
