package serai.routing;

import java.util.List;
import java.util.stream.Collectors;

/** Says what to do about a wrong stage. */
final class Remedies {

    private Remedies() {}

    /** How to make {@code wanted} from what arrives before a line. */
    static String insert(StageBeans beans, Body arriving, Class<?> wanted, int line) {
        if (arriving.kinds().size() == 1) {
            List<StageBeans.Step> chain =
                    beans.chain(arriving.kinds().iterator().next(), wanted);
            if (!chain.isEmpty()) {
                return "Insert " + yaml(chain) + " before line " + line;
            }
        }
        return "Move this step to where " + name(wanted) + " arrives, or remove it";
    }

    /** How to end with {@code wanted} after a line. */
    static String append(StageBeans beans, Class<?> kind, Class<?> wanted, int line) {
        List<StageBeans.Step> chain = beans.chain(kind, wanted);
        return chain.isEmpty()
                ? "Let every branch end with " + name(wanted)
                : "Insert " + yaml(chain) + " after line " + line;
    }

    static String name(Class<?> type) {
        if (!StageBeans.isStage(type)) {
            return "a body from outside";
        }
        String name = type.getSimpleName();
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    private static String yaml(List<StageBeans.Step> chain) {
        return chain.stream().map(StageBeans.Step::yaml).collect(Collectors.joining(" and "));
    }
}
