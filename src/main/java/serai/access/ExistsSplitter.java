package serai.access;

import static serai.access.CheckedExpression.existsBody;
import static serai.access.CheckedExpression.isIdentifier;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import serai.access.ResourceFilter.Clause;
import serai.access.ResourceFilter.Empty;

/** Splits {@code exists}: one side is a label, the other a slot, and the body compares the element with the other side. */
final class ExistsSplitter {

    private static final String EQUAL = "_==_";

    private final CheckedExpression expression;
    private final Slots slots;

    ExistsSplitter(CheckedExpression expression, Slots slots) {
        this.expression = expression;
        this.slots = slots;
    }

    /** @throws Unsplittable for another macro, or a body that does more than compare */
    Residual split(CelExpr expr) throws Unsplittable {
        CelComprehension loop = expr.comprehension();
        CelExpr body = existsBody(loop).orElseThrow(() -> slots.refused(expr, "a macro other than exists"));
        if (body.getKind() != Kind.CALL || body.call().args().size() != 2) {
            throw slots.refused(expr, "this body of exists");
        }
        CelExpr left = body.call().args().get(0);
        CelExpr right = body.call().args().get(1);
        boolean mirrored = body.call().function().equals(EQUAL) && isIdentifier(right, loop.iterVar());
        CelExpr element = mirrored ? right : left;
        CelExpr other = mirrored ? left : right;
        if (!isIdentifier(element, loop.iterVar()) || expression.mentions(other, loop.iterVar())) {
            throw slots.refused(expr, "this body of exists");
        }
        return switch (body.call().function()) {
            case "@in" -> overlap(expr, loop.iterRange(), other);
            case EQUAL -> equalElement(expr, loop.iterRange(), other);
            default -> throw slots.refused(expr, "this body of exists");
        };
    }

    /** Some element of the range is in the list. */
    private Residual overlap(CelExpr expr, CelExpr range, CelExpr list) throws Unsplittable {
        if (expression.isLabel(list, LabelType.STRINGS) && !expression.mentionsLabel(range)) {
            return slots.filled(range, SlotType.STRINGS, Slots.many(expression.name(list), Clauses::hasAny));
        }
        if (expression.isLabel(range, LabelType.STRINGS) && !expression.mentionsLabel(list)) {
            return slots.filled(
                    list, SlotType.STRINGS, Slots.many(expression.name(range), Clauses::hasAny), hasValues(range));
        }
        throw slots.refused(expr, "this overlap");
    }

    /** Some element of the range equals the value. */
    private Residual equalElement(CelExpr expr, CelExpr range, CelExpr value) throws Unsplittable {
        if (expression.isLabel(range, LabelType.STRINGS) && !expression.mentionsLabel(value)) {
            return slots.filled(
                    value, SlotType.STRING, Slots.one(expression.name(range), Clauses::hasAny), hasValues(range));
        }
        if (expression.isLabel(value, LabelType.STRING) && !expression.mentionsLabel(range)) {
            return slots.filled(range, SlotType.STRINGS, Slots.many(expression.name(value), Clauses::in));
        }
        throw slots.refused(expr, "this overlap");
    }

    /** Where CEL evaluates the body of an exists over a label at all. */
    private Clause hasValues(CelExpr label) {
        return Clauses.not(new Empty(expression.name(label)));
    }
}
