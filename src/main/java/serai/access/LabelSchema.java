package serai.access;

import java.util.Map;

/** The labels that every document must carry, as the policy declares them. Immutable. */
public interface LabelSchema {

    /** Changes when a label is added, removed or retyped. */
    String version();

    /** The declared labels by name. */
    Map<String, LabelType> types();

    /**
     * Checks a set of label values for completeness and type.
     *
     * @param values from JSON, YAML or the command line: numbers, booleans, strings (also of numbers; lists as
     *     comma-separated strings) and lists of strings
     * @throws serai.query.ProblemException {@link serai.query.ProblemType#INVALID_REQUEST} naming every label that is
     *     missing or of the wrong type, and saying how many are unknown
     */
    Labels check(Map<String, ?> values);
}
