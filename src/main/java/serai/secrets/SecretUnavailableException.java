package serai.secrets;

import org.jspecify.annotations.Nullable;

/** A secret cannot be had. The message names the secret and the remedy, never a value. */
public final class SecretUnavailableException extends RuntimeException {

    public SecretUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
