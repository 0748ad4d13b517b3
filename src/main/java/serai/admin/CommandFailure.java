package serai.admin;

import org.jspecify.annotations.Nullable;

/** A command cannot go on; the message says what is wrong and what to do, and is all that the user sees. */
final class CommandFailure extends RuntimeException {

    CommandFailure(String message) {
        this(message, null);
    }

    CommandFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
