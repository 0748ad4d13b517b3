package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import serai.secrets.SecretBackendException.Reason;
import serai.secrets.SecretPlace.Trouble;

/** What a backend does besides that has to ask somebody else, who may be away, slow, busy or lying. */
public interface RemoteBackendContract extends SecretBackendContract {

    /** The same, but waits for an answer half a second at most. */
    SecretBackend impatient();

    /** One whose place is not there. */
    SecretBackend nowhere();

    @AfterEach
    default void endTheTrouble() {
        place().fail(Trouble.NONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"DOWN", "DENIED", "THROTTLED"})
    default void saysWhatKeepsItFromAnswering(Trouble trouble) {
        Reason expected = switch (trouble) {
            case DENIED -> Reason.DENIED;
            case THROTTLED -> Reason.THROTTLED;
            default -> Reason.UNREACHABLE;
        };
        String name = "kept-from-" + trouble.name().toLowerCase(java.util.Locale.ROOT);
        place().put(name, "value");
        place().fail(trouble);

        assertThat(failure(backend -> backend.read(name)).reason()).isEqualTo(expected);
        assertThat(failure(backend -> backend.describe(name)).reason()).isEqualTo(expected);
        assertThat(failure(backend -> backend.write(name, new byte[] {1})).reason())
                .isEqualTo(expected);

        place().fail(Trouble.NONE);
        assertThat(SecretBackendContract.text(backend().read(name))).isEqualTo("value");
    }

    @Test
    default void saysWhenToAskAgain() {
        place().put("busy", "value");
        place().fail(Trouble.THROTTLED);

        assertThat(failure(backend -> backend.describe("busy")).retryAfter())
                .contains(Duration.ofSeconds(SecretPlace.RETRY_AFTER));
    }

    @Test
    default void refusesAnAnswerThatIsNone() {
        place().put("garbled", CANARY);
        place().fail(Trouble.MALFORMED);

        assertThat(failure(backend -> backend.read("garbled")).reason()).isEqualTo(Reason.MALFORMED);
        assertThat(failure(backend -> backend.describe("garbled")).reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    default void doesNotWaitForAnAnswerForEver() {
        place().put("slow", "value");
        assertThat(SecretBackendContract.text(impatient().read("slow"))).isEqualTo("value");
        place().fail(Trouble.SLOW);

        assertThat(SecretBackendContract.failure(impatient(), backend -> backend.read("slow"))
                        .reason())
                .isEqualTo(Reason.UNREACHABLE);
        assertThat(SecretBackendContract.failure(impatient(), backend -> backend.describe("slow"))
                        .reason())
                .isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    default void saysThatItsPlaceIsNotThere() {
        assertThat(SecretBackendContract.failure(nowhere(), backend -> backend.read("nowhere"))
                        .reason())
                .isEqualTo(Reason.UNREACHABLE);
        assertThat(SecretBackendContract.failure(nowhere(), backend -> backend.write("nowhere", new byte[] {1}))
                        .reason())
                .isEqualTo(Reason.UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"DOWN", "DENIED", "THROTTLED", "MALFORMED"})
    default void showsNoValueInAFailure(Trouble trouble) {
        String name = "shown-" + trouble.name().toLowerCase(java.util.Locale.ROOT);
        place().put(name, CANARY);
        place().fail(trouble);

        for (SecretBackendException failure : List.of(
                failure(backend -> backend.read(name)),
                failure(backend -> backend.describe(name)),
                failure(backend -> backend.write(name, CANARY.getBytes(StandardCharsets.UTF_8))))) {
            assertThat(failure)
                    .hasMessageContaining(backend().name())
                    .hasMessageContaining("'" + name + "'")
                    .hasMessageNotContaining(CANARY)
                    .hasNoCause();
        }
    }
}
