package serai.access;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Optional;
import serai.access.Explanation.Outcome;

/** A rule in its two forms: the whole CEL program, and the split one. Immutable. */
final class CompiledRule {

    private final Rule rule;
    private final Program program;
    private final Residual residual;
    private final List<Variable> attributes;

    private CompiledRule(Rule rule, Program program, Residual residual, List<Variable> attributes) {
        this.rule = rule;
        this.program = program;
        this.residual = residual;
        this.attributes = attributes;
    }

    /** Compiles a rule, noting what is wrong with it. */
    static Optional<CompiledRule> compile(Rule rule, RuleLanguage language, Mistakes mistakes) {
        String place = "rule '" + rule.name() + "'";
        return language.check(rule.when(), place, mistakes).flatMap(ast -> split(rule, ast, language, mistakes, place));
    }

    private static Optional<CompiledRule> split(
            Rule rule, CelAbstractSyntaxTree ast, RuleLanguage language, Mistakes mistakes, String place) {
        try {
            CheckedExpression expression = new CheckedExpression(ast, language);
            Residual residual = new Splitter(expression, language).split();
            return Optional.of(
                    new CompiledRule(rule, language.program(ast), residual, List.copyOf(expression.attributes())));
        } catch (Unsplittable e) {
            mistakes.add(place, e.mistake());
            return Optional.empty();
        }
    }

    Rule rule() {
        return rule;
    }

    boolean permits() {
        return rule.effect() == Rule.Effect.PERMIT;
    }

    /** What the whole rule says of one document. */
    Outcome decide(Variables variables) {
        if (misses(variables)) {
            return Outcome.FAILED;
        }
        try {
            return outcome(program.eval(variables));
        } catch (CelEvaluationException | RuntimeException e) {
            return Outcome.FAILED;
        }
    }

    private static Outcome outcome(Object result) {
        if (result instanceof Boolean holds) {
            return holds ? Outcome.HOLDS : Outcome.DOES_NOT_HOLD;
        }
        return Outcome.FAILED;
    }

    /** What the split rule says of all documents. */
    Verdict plan(Variables variables) {
        return misses(variables) ? Verdict.failing(Clauses.ALL) : residual.instantiate(variables);
    }

    /** A rule that mentions an attribute the subject lacks fails, even where CEL would not need the value. */
    private boolean misses(Variables variables) {
        return missing(variables).isPresent();
    }

    /** The first attribute that the subject lacks or has in another type. */
    Optional<Variable> missing(Variables variables) {
        for (Variable attribute : attributes) {
            if (variables.value(attribute).isEmpty()) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }
}
