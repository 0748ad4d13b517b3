package serai.secrets;

import java.time.Instant;
import java.util.Optional;

/**
 * What a backend tells of the current version of a secret besides its value.
 *
 * @param version the backend's own id of the version
 * @param created when the version was made
 * @param expires when the backend, or the secret's owner, says that it ends
 */
public record SecretDescription(String version, Optional<Instant> created, Optional<Instant> expires) {}
