package serai.access;

import static java.util.Objects.requireNonNull;
import static serai.access.CheckedExpression.isEmptyList;
import static serai.access.CheckedExpression.smallConstant;

import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Map;
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
    private final Slots slots;

    Splitter(CheckedExpression expression, RuleLanguage language) {
        this.expression = expression;
        this.slots = new Slots(expression, language);
    }

    /** @throws Unsplittable naming the part that no store can decide */
    Residual split() throws Unsplittable {
        return split(expression.root());
    }

    private Residual split(CelExpr expr) throws Unsplittable {
        if (!expression.mentionsLabel(expr)) {
            return slots.filled(expr, SlotType.BOOL, value -> Clauses.constant((Boolean) value));
        }
        if (expression.isLabel(expr, LabelType.BOOL)) {
            return new Residual.Fixed(new IsTrue(expression.name(expr)));
        }
        return switch (expr.getKind()) {
            case CALL -> call(expr);
            case COMPREHENSION -> new ExistsSplitter(expression, slots).split(expr);
            default -> throw slots.refused(expr, "this form");
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
            default -> throw slots.refused(expr, "the function " + readable(function));
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
        throw slots.refused(expr, "a comparison of two labels");
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
            String label = expression.name(left);
            Operator operator = requireNonNull(OPERATORS.get(function), function);
            return slots.filled(right, SlotType.INT, value -> new Compare(label, operator, (Long) value));
        }
        if (expression.isLabel(left, LabelType.STRING) && function.equals(EQUAL)) {
            return slots.filled(right, SlotType.STRING, Slots.one(expression.name(left), Clauses::in));
        }
        if (expression.isLabel(left, LabelType.BOOL) && function.equals(EQUAL)) {
            Clause label = new IsTrue(expression.name(left));
            return slots.filled(right, SlotType.BOOL, value -> (Boolean) value ? label : Clauses.not(label));
        }
        throw slots.refused(expr, "this comparison");
    }

    private Residual emptiness(CelExpr expr, String function, CelExpr left, CelExpr right) throws Unsplittable {
        boolean sized = expression.sizedLabel(left).isPresent();
        String form = sized && smallConstant(right).isPresent()
                ? function + smallConstant(right).getAsInt()
                : !sized && isEmptyList(right) ? function + 0 : "";
        Clause empty = new Empty(sized ? expression.sizedLabel(left).get().name() : expression.name(left));
        return switch (form) {
            case "_==_0", "_<=_0", "_<_1" -> new Residual.Fixed(empty);
            case "_!=_0", "_>_0", "_>=_1" -> new Residual.Fixed(Clauses.not(empty));
            default -> throw slots.refused(expr, "a condition on a list other than whether it is empty");
        };
    }

    private Residual membership(CelExpr expr, CelExpr element, CelExpr list) throws Unsplittable {
        if (expression.isLabel(list, LabelType.STRINGS) && !expression.mentionsLabel(element)) {
            return slots.filled(element, SlotType.STRING, Slots.one(expression.name(list), Clauses::hasAny));
        }
        if (expression.isLabel(element, LabelType.STRING) && !expression.mentionsLabel(list)) {
            return slots.filled(list, SlotType.STRINGS, Slots.many(expression.name(element), Clauses::in));
        }
        if (expression.isLabel(element, LabelType.INT) && !expression.mentionsLabel(list)) {
            String label = expression.name(element);
            return slots.filled(list, SlotType.INTS, value -> Clauses.oneOf(label, Slots.numbers(value)));
        }
        throw slots.refused(expr, "this membership");
    }
}
