package serai.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import serai.secrets.RotationStatus;

/** What is told of a rotation: versions and phases, newest first, never a value. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RotationBody(String name, String kind, List<Stage> versions, Optional<Instant> due) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Stage(String version, String phase, Optional<Instant> created, Optional<Instant> since) {

        private static Stage of(RotationStatus.Stage stage) {
            return new Stage(stage.id(), stage.phase().word(), stage.created(), stage.since());
        }
    }

    static RotationBody of(RotationStatus status) {
        return new RotationBody(
                status.secret(),
                status.kind().name().toLowerCase(Locale.ROOT),
                status.stages().stream().map(Stage::of).toList(),
                status.due());
    }
}
