package serai.access;

import dev.cel.runtime.CelVariableResolver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import serai.query.Subject;

/** The values of the variables for one decision, or for one plan when there are no labels. */
final class Variables implements CelVariableResolver {

    private final RuleLanguage language;
    private final Subject subject;
    private final @Nullable Labels labels;
    private final Environment environment;

    Variables(RuleLanguage language, Subject subject, @Nullable Labels labels, Environment environment) {
        this.language = language;
        this.subject = subject;
        this.labels = labels;
        this.environment = environment;
    }

    @Override
    public Optional<Object> find(String path) {
        if (path.equals(RuleLanguage.NOW)) {
            return Optional.of(environment.now());
        }
        return language.variable(path).flatMap(this::value);
    }

    /** The value of a variable; empty when it is absent or not of the declared type. */
    Optional<Object> value(Variable variable) {
        Object value = switch (variable.root()) {
            case USER -> subject.attributes().get(variable.name());
            case DOC -> labels == null ? null : labels.values().get(variable.name());
        };
        return value == null || !variable.type().admits(value) ? Optional.empty() : Optional.of(value);
    }
}
