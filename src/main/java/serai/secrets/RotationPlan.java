package serai.secrets;

import java.time.Duration;
import java.util.Optional;

/**
 * How a secret rotates.
 *
 * @param hook makes the next value; not called for an external secret
 * @param every the age at which a rotation begins by itself, at least a minute; empty for only when asked
 */
public record RotationPlan(SecretKind kind, RotationHook hook, Optional<Duration> every) {

    public RotationPlan {
        if (every.isPresent() && every.get().compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("rotate-every is " + every.get() + ": set it to a minute or more");
        }
    }

    /** A secret that somebody else rotates. */
    public static RotationPlan external() {
        return new RotationPlan(
                SecretKind.EXTERNAL,
                secret -> {
                    throw new IllegalStateException("the gateway does not make values of '" + secret + "'");
                },
                Optional.empty());
    }
}
