package serai.access;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CEL with the variables of one policy.
 *
 * <p>Variables are typed and dotted rather than fields of a map, so that {@code user.clearence} and a comparison of a
 * number with a list fail when the policy loads. There is no {@code has}: every variable always has a value.
 */
final class RuleLanguage {

    static final String NOW = "env.now";

    private static final CelOptions LIMITS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true) // the planner runtime demands it
            .populateMacroCalls(true) // to quote a rule as its author wrote it
            .maxExpressionCodePointSize(4_096)
            .maxParseExpressionNodeCount(1_000)
            .maxParseRecursionDepth(32)
            .maxRegexProgramSize(1_000)
            .comprehensionMaxIterations(2_000_000) // two nested loops over the longest lists
            .build();

    private static final Pattern PATH = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    private final Map<String, Variable> variables = new TreeMap<>();
    private final Cel cel;

    RuleLanguage(PolicyText policy) {
        policy.attributes().values().forEach(it -> declare(new Variable(Variable.Root.USER, it.name(), it.type())));
        policy.labels().forEach((name, type) -> declare(new Variable(Variable.Root.DOC, name, type)));
        var builder = CelFactory.plannerCelBuilder()
                .setOptions(LIMITS)
                .setStandardMacros(
                        CelStandardMacro.ALL,
                        CelStandardMacro.EXISTS,
                        CelStandardMacro.EXISTS_ONE,
                        CelStandardMacro.MAP,
                        CelStandardMacro.MAP_FILTER,
                        CelStandardMacro.FILTER)
                .addVar(NOW, SimpleType.TIMESTAMP);
        variables.forEach((path, variable) -> builder.addVar(path, celType(variable.type())));
        this.cel = builder.build();
    }

    private void declare(Variable variable) {
        variables.put(variable.path(), variable);
    }

    /** The variable that a path names, if rules may use it; {@code env.now} is none. */
    Optional<Variable> variable(String path) {
        return Optional.ofNullable(variables.get(path));
    }

    /** Parses and checks an expression of type bool, noting each mistake with its position. */
    Optional<CelAbstractSyntaxTree> check(String expression, String place, Mistakes mistakes) {
        CelValidationResult result = cel.compile(expression);
        result.getErrors().forEach(issue -> mistakes.add(place, describe(issue, expression)));
        if (result.hasError()) {
            return Optional.empty();
        }
        CelAbstractSyntaxTree ast = checked(result);
        if (!ast.getResultType().equals(SimpleType.BOOL)) {
            mistakes.add(place, "is of type " + ast.getResultType().name() + ", not bool: " + expression);
            return Optional.empty();
        }
        return Optional.of(ast);
    }

    private static CelAbstractSyntaxTree checked(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new IllegalStateException("the expression was found valid", e);
        }
    }

    private String describe(CelIssue issue, String expression) {
        var at = issue.getSourceLocation();
        String line = expression
                .lines()
                .skip(Math.max(0, at.getLine() - 1))
                .findFirst()
                .orElse("");
        Matcher path = PATH.matcher(line.substring(Math.min(line.length(), Math.max(0, at.getColumn()))));
        boolean undeclared = issue.getMessage().startsWith("undeclared reference") && path.lookingAt();
        return "line " + at.getLine() + ", column " + (at.getColumn() + 1) + ": "
                + (undeclared ? "there is no " + path.group() : issue.getMessage()) + "; in: " + expression.strip()
                + "; rules may use " + String.join(", ", variables.keySet()) + ", " + NOW;
    }

    Program program(CelAbstractSyntaxTree ast) {
        try {
            return cel.createProgram(ast);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("a checked expression has a program", e);
        }
    }

    static CelType celType(LabelType type) {
        return switch (type) {
            case INT -> SimpleType.INT;
            case BOOL -> SimpleType.BOOL;
            case STRING -> SimpleType.STRING;
            case STRINGS -> ListType.create(SimpleType.STRING);
        };
    }
}
