package serai.secrets.routes;

import java.util.Optional;

/** Understands what the clients of one backend throw. */
@FunctionalInterface
public interface Failures {

    /**
     * Looks at one throwable of a chain of causes.
     *
     * @return what it means; empty when it says nothing, so that its cause is looked at
     */
    Optional<Refusal> understand(Throwable failure);
}
