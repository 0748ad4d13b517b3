package serai.access;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.parser.CelUnparserFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Answers questions about the syntax tree of a checked CEL expression. */
final class CheckedExpression {

    private final CelAbstractSyntaxTree ast;
    private final RuleLanguage language;

    CheckedExpression(CelAbstractSyntaxTree ast, RuleLanguage language) {
        this.ast = ast;
        this.language = language;
    }

    CelExpr root() {
        return ast.getExpr();
    }

    CelAbstractSyntaxTree ast() {
        return ast;
    }

    /** The label that the expression names, if it is nothing but a label. */
    Optional<Variable> label(CelExpr expr) {
        return variable(expr).filter(variable -> variable.root() == Variable.Root.DOC);
    }

    /** The name of an expression that is a label. */
    String name(CelExpr label) {
        return label(label).orElseThrow().name();
    }

    boolean isLabel(CelExpr expr, LabelType type) {
        return label(expr).filter(label -> label.type() == type).isPresent();
    }

    private Optional<Variable> variable(CelExpr expr) {
        return ast.getReference(expr.id()).map(CelReference::name).flatMap(language::variable);
    }

    boolean mentionsLabel(CelExpr expr) {
        return nodes(expr).anyMatch(node -> label(node).isPresent());
    }

    boolean mentions(CelExpr expr, String identifier) {
        return nodes(expr).anyMatch(node -> isIdentifier(node, identifier));
    }

    static boolean isIdentifier(CelExpr expr, String name) {
        return expr.getKind() == Kind.IDENT && expr.ident().name().equals(name);
    }

    /** The attributes of the subject that the expression mentions. */
    Set<Variable> attributes() {
        Set<Variable> found = new HashSet<>();
        nodes(root())
                .forEach(node -> variable(node)
                        .filter(variable -> variable.root() == Variable.Root.USER)
                        .ifPresent(found::add));
        return found;
    }

    private static Stream<CelExpr> nodes(CelExpr expr) {
        return CelNavigableExpr.fromExpr(expr).allNodes().map(CelNavigableExpr::expr);
    }

    boolean is(CelExpr expr, SlotType type) {
        return ast.getType(expr.id()).filter(type.celType()::equals).isPresent();
    }

    /** The expression on its own, to be compiled. */
    CelAbstractSyntaxTree part(CelExpr expr) {
        return CelAbstractSyntaxTree.newCheckedAst(expr, ast.getSource(), ast.getReferenceMap(), ast.getTypeMap());
    }

    /** The label whose number of values the expression is. */
    Optional<Variable> sizedLabel(CelExpr expr) {
        if (expr.getKind() != Kind.CALL || !expr.call().function().equals("size")) {
            return Optional.empty();
        }
        return label(operands(expr.call()).getFirst()).filter(label -> label.type() == LabelType.STRINGS);
    }

    private static List<CelExpr> operands(CelCall call) {
        return Stream.concat(call.target().stream(), call.args().stream()).toList();
    }

    /** The value of an integer constant; small ones only, empty for everything else. */
    static OptionalInt smallConstant(CelExpr expr) {
        boolean integer = expr.getKind() == Kind.CONSTANT && expr.constant().getKind() == CelConstant.Kind.INT64_VALUE;
        return integer && (expr.constant().int64Value() >>> 8) == 0
                ? OptionalInt.of((int) expr.constant().int64Value())
                : OptionalInt.empty();
    }

    static boolean isEmptyList(CelExpr expr) {
        return expr.getKind() == Kind.LIST && expr.list().elements().isEmpty();
    }

    /** The body of {@code range.exists(variable, body)}; empty for every other comprehension. */
    static Optional<CelExpr> existsBody(CelComprehension loop) {
        boolean startsFalse = loop.accuInit().getKind() == Kind.CONSTANT
                && loop.accuInit().constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
                && !loop.accuInit().constant().booleanValue();
        boolean steps = loop.loopStep().getKind() == Kind.CALL
                && loop.loopStep().call().function().equals("_||_")
                && isIdentifier(loop.loopStep().call().args().getFirst(), loop.accuVar());
        boolean returns =
                isIdentifier(loop.result(), loop.accuVar()) && loop.iterVar2().isEmpty();
        return startsFalse && steps && returns
                ? Optional.of(loop.loopStep().call().args().getLast())
                : Optional.empty();
    }

    /** Where the expression stands in its rule. */
    String position(CelExpr expr) {
        return Optional.ofNullable(ast.getSource().getPositionsMap().get(expr.id()))
                .flatMap(ast.getSource()::getOffsetLocation)
                .map(at -> "line " + at.getLine() + ", column " + (at.getColumn() + 1))
                .orElse("line 1");
    }

    /** The expression as its author could have written it. */
    String text(CelExpr expr) {
        try {
            return CelUnparserFactory.newUnparser().unparse(part(expr));
        } catch (RuntimeException e) {
            return "(an expression that cannot be shown)";
        }
    }
}
