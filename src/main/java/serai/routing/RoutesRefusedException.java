package serai.routing;

import java.util.List;
import java.util.stream.Collectors;

/** The gateway does not start with routes that fail the check. The message lists every finding. */
public final class RoutesRefusedException extends RuntimeException {

    RoutesRefusedException(List<Finding> findings) {
        super("The routes are refused; correct them and start again:\n"
                + findings.stream().map(finding -> "  " + finding).collect(Collectors.joining("\n")));
    }

    RoutesRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
