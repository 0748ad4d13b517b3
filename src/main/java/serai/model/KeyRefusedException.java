package serai.model;

/**
 * A model's server refused the key. A type of its own, so that the circuit breaker need not count it: the server is up,
 * and when a key has rotated every call in flight is refused once.
 */
public final class KeyRefusedException extends RuntimeException {

    KeyRefusedException() {
        super("the model's server refused the key with 401 or 403");
    }
}
