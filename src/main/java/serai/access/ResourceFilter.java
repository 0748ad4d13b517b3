package serai.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The documents a subject may read, in terms every store can apply.
 *
 * <p>A store adds two clauses of its own: the tenant, and the marker {@code labelled = schemaVersion}.
 *
 * @param clause the condition on labels
 * @param schemaVersion the label schema the clause was compiled for; documents of another version never match
 */
public record ResourceFilter(Clause clause, String schemaVersion) {

    /** A condition on the labels of one document. */
    public sealed interface Clause {}

    /** Holds for no document: stores return nothing without searching. */
    public record None() implements Clause {}

    /** Holds for every labelled document. */
    public record All() implements Clause {}

    /** Holds when every part does; never empty. */
    public record And(List<Clause> parts) implements Clause {
        public And {
            parts = nonEmpty(List.copyOf(parts));
        }
    }

    /** Holds when some part does; never empty. */
    public record Or(List<Clause> parts) implements Clause {
        public Or {
            parts = nonEmpty(List.copyOf(parts));
        }
    }

    /** Holds when the part does not. A plan puts it around a single condition on a label only. */
    public record Not(Clause part) implements Clause {}

    /** How a numeric label compares with a value. */
    public enum Operator {
        LESS,
        LESS_OR_EQUAL,
        EQUAL,
        GREATER_OR_EQUAL,
        GREATER
    }

    /** Compares an {@link LabelType#INT} label with a value. */
    public record Compare(String label, Operator operator, long value) implements Clause {}

    /** Holds when a {@link LabelType#STRING} label is one of the values, the empty text being one like others; never empty. */
    public record In(String label, Set<String> values) implements Clause {
        public In {
            values = nonEmpty(Set.copyOf(values));
        }
    }

    /** Holds when a {@link LabelType#BOOL} label is true. */
    public record IsTrue(String label) implements Clause {}

    /** Holds when a {@link LabelType#STRINGS} label shares a value with these; never empty. */
    public record HasAny(String label, Set<String> values) implements Clause {
        public HasAny {
            values = nonEmpty(Set.copyOf(values));
        }
    }

    /** Holds when a {@link LabelType#STRINGS} label has no value. */
    public record Empty(String label) implements Clause {}

    /** Whether no document can match, so that a store need not be asked. */
    public boolean matchesNothing() {
        return clause instanceof None;
    }

    /** An empty condition means "nothing" to one store and "everything" to another. */
    private static <C extends Collection<?>> C nonEmpty(C parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a clause over nothing is None or All");
        }
        return parts;
    }
}
