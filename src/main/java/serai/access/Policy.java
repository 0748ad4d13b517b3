package serai.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import serai.access.Decision.Deny;
import serai.access.Decision.Permit;
import serai.access.Explanation.Outcome;
import serai.access.Explanation.RuleOutcome;
import serai.access.ResourceFilter.Clause;
import serai.query.Subject;
import serai.query.SubjectMapper;

/**
 * A policy file, compiled: a document is permitted when some permit rule holds, no forbid rule holds and no rule fails.
 */
public final class Policy implements PolicyDecisionPoint {

    static final String DEFAULT_DENY = "default-deny";
    static final String LABEL_SCHEMA = "label-schema";

    private static final Deny NO_PERMIT = new Deny(DEFAULT_DENY, "no permit rule holds");
    private static final Deny OTHER_SCHEMA = new Deny(LABEL_SCHEMA, "the labels are of another schema version");

    private final PolicyText text;
    private final LabelSchema labels;
    private final RuleLanguage language;
    private final List<CompiledRule> forbids;
    private final List<CompiledRule> permits;

    private Policy(PolicyText text, RuleLanguage language, List<CompiledRule> rules) {
        this.text = text;
        this.labels = new DeclaredLabels(text.labels());
        this.language = language;
        this.forbids = rules.stream().filter(rule -> !rule.permits()).toList();
        this.permits = rules.stream().filter(CompiledRule::permits).toList();
    }

    /**
     * Reads and compiles a policy file.
     *
     * @throws PolicyException listing every mistake
     */
    public static Policy load(Path file) {
        return compile(file, YamlFile.bytes(file));
    }

    static Policy compile(Path file, byte[] bytes) {
        Mistakes mistakes = new Mistakes(file.toString());
        PolicyText text = new PolicyReader(file, mistakes).read(bytes);
        RuleLanguage language = new RuleLanguage(text);
        List<CompiledRule> rules = new ArrayList<>();
        text.rules().stream()
                .filter(rule -> !rule.when().isEmpty())
                .forEach(rule -> CompiledRule.compile(rule, language, mistakes).ifPresent(rules::add));
        mistakes.refuseIfAny();
        return new Policy(text, language, rules);
    }

    @Override
    public Decision decide(Subject subject, Labels document, Environment environment) {
        if (!document.schemaVersion().equals(labels.version())) {
            return OTHER_SCHEMA;
        }
        Variables variables = new Variables(language, subject, document, environment);
        for (CompiledRule rule : forbids) {
            Outcome outcome = rule.decide(variables);
            if (outcome != Outcome.DOES_NOT_HOLD) {
                return outcome == Outcome.HOLDS ? new Deny(rule.rule().name(), "the rule forbids it") : failed(rule);
            }
        }
        return firstPermit(variables);
    }

    private Decision firstPermit(Variables variables) {
        Decision decision = NO_PERMIT;
        for (CompiledRule rule : permits) {
            Outcome outcome = rule.decide(variables);
            if (outcome == Outcome.FAILED) {
                return failed(rule);
            }
            if (outcome == Outcome.HOLDS && !decision.permitted()) {
                decision = new Permit(rule.rule().name());
            }
        }
        return decision;
    }

    private static Deny failed(CompiledRule rule) {
        return new Deny(rule.rule().name(), "the rule could not be decided");
    }

    @Override
    public ResourceFilter plan(Subject subject, Environment environment) {
        Variables variables = new Variables(language, subject, null, environment);
        Clause allowed = Clauses.NONE;
        Clause undecided = Clauses.NONE;
        for (CompiledRule rule : permits) {
            Verdict verdict = rule.plan(variables);
            allowed = Clauses.or(allowed, verdict.holds());
            undecided = Clauses.or(undecided, verdict.fails());
        }
        for (CompiledRule rule : forbids) {
            Verdict verdict = rule.plan(variables);
            allowed = Clauses.and(allowed, Clauses.not(verdict.holds()));
            undecided = Clauses.or(undecided, verdict.fails());
        }
        return new ResourceFilter(Clauses.and(allowed, Clauses.not(undecided)), labels.version());
    }

    /** The outcome of every rule, and the decision they lead to. */
    Explanation explain(Subject subject, Labels document, Environment environment) {
        Variables variables = new Variables(language, subject, document, environment);
        List<RuleOutcome> outcomes = text.rules().stream()
                .map(rule -> outcome(compiled(rule), variables))
                .toList();
        return new Explanation(decide(subject, document, environment), outcomes, version());
    }

    private CompiledRule compiled(Rule rule) {
        List<CompiledRule> rules = rule.effect() == Rule.Effect.PERMIT ? permits : forbids;
        return rules.stream().filter(it -> it.rule().equals(rule)).findFirst().orElseThrow();
    }

    private static RuleOutcome outcome(CompiledRule compiled, Variables variables) {
        Rule rule = compiled.rule();
        Outcome outcome = compiled.decide(variables);
        Optional<String> missing = compiled.missing(variables)
                .map(it -> it.path() + " is missing or not of type " + it.type().keyword());
        String reason = outcome == Outcome.FAILED ? missing.orElse("the expression raises an error") : "";
        return new RuleOutcome(
                rule.name(),
                rule.effect().name().toLowerCase(Locale.ROOT),
                rule.when().strip(),
                outcome,
                reason);
    }

    @Override
    public LabelSchema labels() {
        return labels;
    }

    @Override
    public String version() {
        return text.version();
    }

    /** Maps claims to the attributes that this policy declares. */
    public SubjectMapper subjects() {
        return new ClaimSubjectMapper(
                text.tenantClaim(), List.copyOf(text.attributes().values()));
    }

    String tenantClaim() {
        return text.tenantClaim();
    }
}
