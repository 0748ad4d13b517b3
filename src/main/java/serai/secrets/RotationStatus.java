package serai.secrets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import serai.secrets.Keyset.Phase;

/**
 * How far the rotation of a secret has come.
 *
 * @param stages newest first, with those of the past; of a secret that is no keyset the current one only
 * @param due when the next step may be taken, in the past while it waits for something; empty when none is to come
 */
public record RotationStatus(String secret, SecretKind kind, List<Stage> stages, Optional<Instant> due) {

    /** One version: its id, how far it has come, and when, as far as that is known. */
    public record Stage(String id, Phase phase, Optional<Instant> created, Optional<Instant> since) {}

    public RotationStatus {
        stages = List.copyOf(stages);
    }

    /** The version that an abort would undo: the pending one, or the current one while that before it is still kept. */
    public Optional<String> underWay() {
        Optional<String> pending = id(Phase.PENDING);
        return pending.isPresent() || id(Phase.PREVIOUS).isEmpty() ? pending : id(Phase.CURRENT);
    }

    private Optional<String> id(Phase phase) {
        return stages.stream()
                .filter(stage -> stage.phase() == phase)
                .map(Stage::id)
                .findFirst();
    }
}
