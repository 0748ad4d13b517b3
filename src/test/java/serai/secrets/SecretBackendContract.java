package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import serai.secrets.SecretBackendException.Reason;

/** What every backend does. All tests of a class may share one place and its backend: each uses names of its own. */
public interface SecretBackendContract {

    /** A value that no message may hold. */
    String CANARY = "c4n4ry-0f-th3-c4r4v4ns3r41";

    SecretPlace place();

    SecretBackend backend();

    @Test
    default void readsWhatOthersPutThere() {
        place().put("put", "by others");

        StoredSecret read = backend().read("put");

        assertThat(text(read)).isEqualTo("by others");
        assertThat(read.version())
                .isNotEmpty()
                .isEqualTo(backend().describe("put").version());
        assertThat(read.toString()).doesNotContain("by others");
    }

    @Test
    default void tellsWhenAVersionWasMade() {
        place().put("made", "value");

        assertThat(backend().describe("made").created()).contains(SecretPlace.MADE);
        assertThat(backend().describe("made").expires()).isEmpty();
    }

    @Test
    default void saysThatASecretIsMissing() {
        assertThat(failure(backend -> backend.read("missing")).reason()).isEqualTo(Reason.MISSING);
        assertThat(failure(backend -> backend.describe("missing")).reason()).isEqualTo(Reason.MISSING);
        assertThat(failure(backend -> backend.read("missing"))).hasMessageContaining("'missing'");
    }

    @Test
    default void writesASecretThatThereIsNot() {
        String version = backend().write("new", "value".getBytes(StandardCharsets.UTF_8));

        assertThat(text(backend().read("new"))).isEqualTo("value");
        assertThat(backend().read("new").version()).isEqualTo(version);
        assertThat(backend().describe("new").version()).isEqualTo(version);
    }

    @Test
    default void writesAnotherVersion() {
        String first = backend().write("again", "first".getBytes(StandardCharsets.UTF_8));
        String second = backend().write("again", "second".getBytes(StandardCharsets.UTF_8));

        assertThat(second).isNotEqualTo(first);
        assertThat(text(backend().read("again"))).isEqualTo("second");
        assertThat(backend().read("again").version()).isEqualTo(second);
    }

    @Test
    default void tellsOfARotationWithoutTheValue() {
        place().put("rotated", "old");
        String before = backend().describe("rotated").version();
        assertThat(backend().describe("rotated").version()).isEqualTo(before);

        place().put("rotated", "new");

        assertThat(backend().describe("rotated").version()).isNotEqualTo(before);
        assertThat(text(backend().read("rotated"))).isEqualTo("new");
    }

    @Test
    default void keepsAnObjectAsItIs() throws IOException {
        String object = "{\"user\": \"u\", \"port\": 5432, \"hosts\": [\"a\", null, true], \"k\": {\"x\": 1.5}}";
        place().put("object", object);
        backend().write("object-written", object.getBytes(StandardCharsets.UTF_8));

        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(text(backend().read("object")))).isEqualTo(json.readTree(object));
        assertThat(text(backend().read("object-written"))).isEqualTo(object);
    }

    @Test
    default void keepsTextThatIsNotAscii() {
        String text = "Kārvānsarāy 🐪 \n\t\"quoted\\\" ";

        backend().write("unicode", text.getBytes(StandardCharsets.UTF_8));

        assertThat(text(backend().read("unicode"))).isEqualTo(text);
    }

    @Test
    default void keepsBytesThatAreNoText() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (255 - i);
        }
        place().put("bytes", bytes);
        backend().write("bytes-written", bytes);

        assertThat(backend().read("bytes").<byte[]>use(value -> value)).isEqualTo(bytes);
        assertThat(backend().read("bytes-written").<byte[]>use(value -> value)).isEqualTo(bytes);
    }

    @Test
    default void refusesAPlaceholderBothWays() {
        place().put("placeholder", CANARY + "{{env:HOME}}");

        SecretBackendException read = failure(backend -> backend.read("placeholder"));
        SecretBackendException write =
                failure(backend -> backend.write("placeholder", (CANARY + "{{x}}").getBytes(StandardCharsets.UTF_8)));

        assertThat(read.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(write.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(List.of(read, write))
                .allSatisfy(failure -> assertThat(failure).hasMessageNotContaining(CANARY));
    }

    @Test
    default void refusesToWriteWhatIsTooLargeOrEmpty() {
        assertThat(failure(backend -> backend.write("large", new byte[StoredSecret.MOST_BYTES + 1]))
                        .reason())
                .isEqualTo(Reason.MALFORMED);
        assertThat(failure(backend -> backend.write("large", new byte[0])).reason())
                .isEqualTo(Reason.MALFORMED);
        assertThat(failure(backend -> backend.read("large")).reason()).isEqualTo(Reason.MISSING);
    }

    @Test
    default void asksForNothingUnderANameThatIsNone() {
        for (String name : List.of("", "..", "a/b", "A", "a_b", "a?version=1", "a#b", "a".repeat(64))) {
            assertThatThrownBy(() -> backend().read(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** What a call to the backend fails with. */
    default SecretBackendException failure(Consumer<SecretBackend> call) {
        return failure(backend(), call);
    }

    static SecretBackendException failure(SecretBackend backend, Consumer<SecretBackend> call) {
        SecretBackendException failure = catchThrowableOfType(SecretBackendException.class, () -> call.accept(backend));
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    static String text(StoredSecret secret) {
        return secret.use(value -> new String(value, StandardCharsets.UTF_8));
    }
}
