package serai.secrets.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import serai.secrets.SecretBackendException;
import serai.secrets.SecretBackendException.Reason;

/**
 * One call of a backend, to name it when it fails.
 *
 * <p>A failure keeps no cause: what SDKs say may quote what the backend sent.
 */
record Call(String backend, String operation, String secret) {

    /** What a hook does, which each secret has its own of. */
    static final String ROTATE = "rotate";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Deeper chains of causes say nothing new. */
    private static final int DEPTH = 20;

    Call {
        if (!NAME.matcher(secret).matches()) {
            throw new IllegalArgumentException("a secret is named by lower-case letters, digits and dashes");
        }
    }

    String entry() {
        return operation.equals(ROTATE) ? "direct:rotate-" + secret : "direct:" + backend + "-" + operation;
    }

    /** What a failure means to whoever asked. */
    SecretBackendException failure(Throwable thrown, Failures failures) {
        return Stream.iterate(Optional.of(thrown), Optional::isPresent, at -> at.map(Throwable::getCause))
                .limit(DEPTH)
                .flatMap(Optional::stream)
                .flatMap(cause -> understand(cause, failures).stream())
                .findFirst()
                .orElseGet(() ->
                        failure(Refusal.of(Reason.MALFORMED, thrown.getClass().getSimpleName())));
    }

    private Optional<SecretBackendException> understand(Throwable cause, Failures failures) {
        if (cause instanceof SecretBackendException known) {
            return Optional.of(named(known));
        }
        return failures.understand(cause).or(() -> generally(cause)).map(this::failure);
    }

    private static Optional<Refusal> generally(Throwable cause) {
        if (!(cause instanceof IOException)) {
            return Optional.empty();
        }
        String type = cause.getClass().getSimpleName();
        boolean unreadable = cause instanceof JsonProcessingException || type.contains("Json");
        return Optional.of(Refusal.of(unreadable ? Reason.MALFORMED : Reason.UNREACHABLE, type));
    }

    private SecretBackendException named(SecretBackendException known) {
        return String.valueOf(known.getMessage()).startsWith(backend + ":")
                ? known
                : failure(new Refusal(known.reason(), String.valueOf(known.getMessage()), known.retryAfter()));
    }

    SecretBackendException failure(Refusal refusal) {
        String why = switch (refusal.reason()) {
            case MISSING -> "there is no such secret, or it has no current version";
            case DENIED -> "the gateway may not: check its identity and its rights there";
            case THROTTLED -> "too many calls";
            case UNREACHABLE -> "no answer: check address, network and certificate";
            case MALFORMED -> "not what a secret looks like";
        };
        return new SecretBackendException(
                refusal.reason(),
                backend + ": cannot " + operation + " '" + secret + "': " + why + " (" + refusal.detail() + ")",
                refusal.retryAfter().orElse(null),
                null);
    }
}
