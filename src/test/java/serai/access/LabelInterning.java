package serai.access;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import serai.query.Subject;

/**
 * The second path to the documents a subject may read: each distinct set of labels has a number, the whole policy is
 * decided once a set, and a filter would be "number in …". Trusts no translator, so it is the oracle for the one we have.
 */
public final class LabelInterning {

    private final Map<Labels, Integer> ids = new HashMap<>();

    /** The number of a set of labels, from 0. */
    public int intern(Labels labels) {
        return ids.computeIfAbsent(labels, absent -> ids.size());
    }

    /** The numbers of the sets that the policy permits. */
    public BitSet permitted(PolicyDecisionPoint policy, Subject subject, Environment environment) {
        BitSet permitted = new BitSet();
        ids.forEach((labels, id) ->
                permitted.set(id, policy.decide(subject, labels, environment).permitted()));
        return permitted;
    }
}
