package serai.admin;

import org.springframework.boot.web.server.PortInUseException;

/** Why the gateway did not start, in words for the operator. */
final class StartFailure {

    private StartFailure() {}

    /** The message that was written for the operator, whatever the frameworks wrapped around it; never a stack trace. */
    static String explain(Throwable failure) {
        Throwable cause = failure;
        while (isWrapper(cause) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "cannot start: " + message(cause);
    }

    private static String message(Throwable cause) {
        if (cause instanceof PortInUseException taken) {
            return "port " + taken.getPort() + " is in use; stop the program that has it, or choose another:"
                    + " --port for the gateway, management.server.port for health and metrics";
        }
        String message = String.valueOf(cause.getMessage());
        return isWrapper(cause) || cause instanceof NullPointerException
                ? cause.getClass().getSimpleName() + ": " + message
                : message;
    }

    private static boolean isWrapper(Throwable failure) {
        String type = failure.getClass().getName();
        return !(failure instanceof PortInUseException)
                && (type.startsWith("org.springframework.")
                        || type.startsWith("org.apache.camel.")
                        || type.equals("java.lang.RuntimeException"));
    }
}
