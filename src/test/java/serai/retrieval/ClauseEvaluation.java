package serai.retrieval;

import java.util.Collections;
import java.util.List;
import serai.access.Labels;
import serai.access.ResourceFilter;
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

/** What a filter means, one document at a time: the oracle of every store. */
public final class ClauseEvaluation {

    private ClauseEvaluation() {}

    public static boolean matches(ResourceFilter filter, Labels labels) {
        return labels.schemaVersion().equals(filter.schemaVersion()) && holds(filter.clause(), labels);
    }

    private static boolean holds(Clause clause, Labels labels) {
        return switch (clause) {
            case None none -> false;
            case All all -> true;
            case And and -> and.parts().stream().allMatch(part -> holds(part, labels));
            case Or or -> or.parts().stream().anyMatch(part -> holds(part, labels));
            case Not not -> !holds(not.part(), labels);
            case Compare compare -> compare(compare, (Long) value(labels, compare.label()));
            case In in -> in.values().contains(value(labels, in.label()));
            case IsTrue isTrue -> value(labels, isTrue.label()).equals(true);
            case HasAny any -> !Collections.disjoint(any.values(), (List<?>) value(labels, any.label()));
            case Empty empty -> ((List<?>) value(labels, empty.label())).isEmpty();
        };
    }

    private static Object value(Labels labels, String label) {
        Object value = labels.values().get(label);
        if (value == null) {
            throw new IllegalArgumentException("no label " + label);
        }
        return value;
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
}
