package serai.admin;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.boot.context.properties.bind.BindException;

/** Why the gateway did not start, in words for the operator. */
final class StartFailure {

    private StartFailure() {}

    /** The messages that say what is wrong, innermost last; never a stack trace. */
    static String explain(Throwable failure) {
        Set<String> lines = new LinkedHashSet<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind) {
                lines.add("setting " + bind.getName() + " is not usable");
            }
            if (cause.getCause() == null) {
                lines.add(String.valueOf(cause.getMessage()));
            }
        }
        return "cannot start: " + String.join(": ", lines);
    }
}
