package serai.access;

import java.util.List;
import java.util.Set;
import serai.access.ResourceFilter.All;
import serai.access.ResourceFilter.And;
import serai.access.ResourceFilter.Clause;
import serai.access.ResourceFilter.Compare;
import serai.access.ResourceFilter.Empty;
import serai.access.ResourceFilter.HasAny;
import serai.access.ResourceFilter.In;
import serai.access.ResourceFilter.IsTrue;
import serai.access.ResourceFilter.None;
import serai.access.ResourceFilter.Not;
import serai.access.ResourceFilter.Or;

/** What a filter means: the reference for every store, and what {@code policy test} compares decisions with. */
public final class FilterEvaluator {

    private FilterEvaluator() {}

    /** Whether a document with these labels satisfies the filter, marker included. */
    public static boolean matches(ResourceFilter filter, Labels labels) {
        return filter.schemaVersion().equals(labels.schemaVersion()) && holds(filter.clause(), labels);
    }

    private static boolean holds(Clause clause, Labels labels) {
        return switch (clause) {
            case None none -> false;
            case All all -> true;
            case And and -> and.parts().stream().allMatch(part -> holds(part, labels));
            case Or or -> or.parts().stream().anyMatch(part -> holds(part, labels));
            case Not not -> !holds(not.part(), labels);
            case Compare compare -> compare(compare, (Long) value(labels, compare.label()));
            case In in -> in.values().contains((String) value(labels, in.label()));
            case IsTrue is -> (Boolean) value(labels, is.label());
            case HasAny any -> shares(any.values(), (List<?>) value(labels, any.label()));
            case Empty empty -> ((List<?>) value(labels, empty.label())).isEmpty();
        };
    }

    private static boolean compare(Compare compare, long value) {
        return switch (compare.operator()) {
            case LESS -> value < compare.value();
            case LESS_OR_EQUAL -> value <= compare.value();
            case EQUAL -> value == compare.value();
            case GREATER_OR_EQUAL -> value >= compare.value();
            case GREATER -> value > compare.value();
        };
    }

    private static boolean shares(Set<String> wanted, List<?> present) {
        return present.stream().anyMatch(element -> wanted.contains((String) element));
    }

    private static Object value(Labels labels, String label) {
        Object value = labels.values().get(label);
        if (value == null) {
            throw new IllegalArgumentException("the schema has no label '" + label + "'");
        }
        return value;
    }
}
