package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serai.secrets.Keyset.Phase;
import serai.secrets.SecretBackendException.Reason;

final class KeysetTest {

    private static final Instant DAY_1 = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant DAY_2 = Instant.parse("2030-01-02T00:00:00Z");
    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);
    private static final String OLD_ID = KeyId.of(OLD);
    private static final String NEW_ID = KeyId.of(NEW);

    private final Keyset first = Keyset.of(OLD, DAY_1);
    private final Keyset begun = first.begin(NEW, DAY_2);
    private final Keyset promoted = begun.promote(NEW_ID, DAY_2);

    static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private static List<String> versions(List<Secret> secrets) {
        return secrets.stream().map(Secret::version).toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsABareKeyUnderTheVersionThatItsFileHas(@TempDir Path home) throws IOException {
        Secret made = ProductKeysTest.inFiles(home, new HandClock()).get("kek");

        Keyset keyset = Keyset.parse(Files.readAllBytes(home.resolve("keys").resolve("kek.key")));

        assertThat(keyset.current().version()).isEqualTo(made.version());
        assertThat(ProductKeysTest.value(keyset.current())).isEqualTo(ProductKeysTest.value(made));
    }

    /** Rows name this version: another derivation would lock every catalog. */
    @Test
    void derivesTheVersionAsEver() {
        assertThat(OLD_ID).isEqualTo("285035a9ca4f091b");
    }

    @Test
    void readsABareWebKey() {
        String jwk = "{\"kty\":\"RSA\",\"kid\":\"a\"}";

        Keyset keyset = Keyset.parse(utf8(jwk + "\n"));

        assertThat(keyset.current().<String>use(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .isEqualTo(jwk);
        assertThat(keyset.current().version()).isEqualTo(KeyId.of(utf8(jwk)));
    }

    @Test
    void readsWhatItWrote() {
        Keyset all =
                promoted.begin(key(3), DAY_2).promote(KeyId.of(key(3)), DAY_2).retire(OLD_ID, DAY_2);

        Keyset read = Keyset.parse(all.encode());

        assertThat(new String(read.encode(), StandardCharsets.UTF_8))
                .isEqualTo(new String(all.encode(), StandardCharsets.UTF_8));
        assertThat(read.key(OLD_ID).orElseThrow().created()).contains(DAY_1);
        assertThat(read.key(OLD_ID).orElseThrow().since()).contains(DAY_2);
        assertThat(ProductKeysTest.value(read.current()))
                .isEqualTo(Base64.getEncoder().encodeToString(key(3)));
    }

    /** The value of an operator's backup, and of every replica that still runs an earlier release. */
    @Test
    void writesTheDocumentedFormat() {
        assertThat(new String(promoted.retire(OLD_ID, DAY_2).encode(), StandardCharsets.UTF_8))
                .isEqualTo("{\"keyset\":1,\"keys\":["
                        + "{\"id\":\"" + NEW_ID + "\",\"phase\":\"current\",\"created\":\"2030-01-02T00:00:00Z\","
                        + "\"since\":\"2030-01-02T00:00:00Z\",\"value\":\""
                        + Base64.getEncoder().encodeToString(NEW) + "\"},"
                        + "{\"id\":\"" + OLD_ID + "\",\"phase\":\"retired\",\"created\":\"2030-01-01T00:00:00Z\","
                        + "\"since\":\"2030-01-02T00:00:00Z\"}]}");
    }

    @Test
    void keepsUsingTheCurrentKeyWhileAnotherIsPending() {
        assertThat(begun.current().version()).isEqualTo(OLD_ID);
        assertThat(versions(begun.accepted())).containsExactly(OLD_ID, NEW_ID);
        assertThat(begun.pending()).map(Keyset.Key::id).contains(NEW_ID);
    }

    @Test
    void acceptsThePreviousKeyAfterAPromotion() {
        assertThat(promoted.current().version()).isEqualTo(NEW_ID);
        assertThat(versions(promoted.accepted())).containsExactly(NEW_ID, OLD_ID);
        assertThat(promoted.key(OLD_ID)).map(Keyset.Key::phase).contains(Phase.PREVIOUS);
    }

    @Test
    void forgetsARetiredValueAndKeepsItsHistory() {
        Keyset retired = promoted.retire(OLD_ID, DAY_2);

        assertThat(versions(retired.accepted())).containsExactly(NEW_ID);
        assertThat(retired.key(OLD_ID).orElseThrow().secret()).isEmpty();
        assertThat(new String(retired.encode(), StandardCharsets.UTF_8))
                .doesNotContain(Base64.getEncoder().encodeToString(OLD));
    }

    @Test
    void abortsAPendingKeyByRetiringIt() {
        Keyset aborted = begun.abort(NEW_ID, DAY_2);

        assertThat(versions(aborted.accepted())).containsExactly(OLD_ID);
        assertThat(aborted.key(NEW_ID)).map(Keyset.Key::phase).contains(Phase.RETIRED);
    }

    @Test
    void goesBackToTheKeyBeforeAndStillAcceptsTheAbortedOne() {
        Keyset aborted = promoted.abort(NEW_ID, DAY_2);

        assertThat(versions(aborted.accepted())).containsExactly(OLD_ID, NEW_ID);
        assertThat(aborted.abort(NEW_ID, DAY_2)).isSameAs(aborted);
    }

    @Test
    void neverGoesBackToAKeyThatWasAborted() {
        Instant day3 = DAY_2.plusSeconds(86_400);
        Keyset aborted = promoted.abort(NEW_ID, DAY_2);
        byte[] third = key(3);

        Keyset again = aborted.begin(third, day3).promote(KeyId.of(third), day3).abort(KeyId.of(third), day3);

        assertThat(again.current().version()).isEqualTo(OLD_ID);
        assertThatIllegalStateException()
                .isThrownBy(() -> again.abort(OLD_ID, day3))
                .withMessageContaining("rotate again");
    }

    @Test
    void repeatsEachStepWithoutEffect() {
        Keyset retired = promoted.retire(OLD_ID, DAY_2);

        assertThat(begun.begin(NEW, DAY_2)).isSameAs(begun);
        assertThat(promoted.begin(NEW, DAY_2)).isSameAs(promoted);
        assertThat(promoted.promote(NEW_ID, DAY_2)).isSameAs(promoted);
        assertThat(retired.retire(OLD_ID, DAY_2)).isSameAs(retired);
        assertThat(retired.abort(OLD_ID, DAY_2)).isSameAs(retired);
    }

    @Test
    void refusesAStepOutOfOrder() {
        assertThatIllegalStateException()
                .isThrownBy(() -> begun.begin(key(3), DAY_2))
                .withMessage("the key " + NEW_ID + " is pending: promote or abort it first");
        assertThatIllegalStateException()
                .isThrownBy(() -> begun.retire(OLD_ID, DAY_2))
                .withMessage("the key " + OLD_ID + " is CURRENT and cannot be retired, only a previous key can");
        assertThatIllegalStateException()
                .isThrownBy(() -> begun.retire(NEW_ID, DAY_2))
                .withMessageContaining("PENDING");
        assertThatIllegalStateException()
                .isThrownBy(() -> promoted.promote(OLD_ID, DAY_2))
                .withMessageContaining("PREVIOUS");
        assertThatIllegalStateException()
                .isThrownBy(() -> promoted.begin(OLD, DAY_2))
                .withMessageContaining("begin with a new one");
        assertThatIllegalStateException()
                .isThrownBy(() -> promoted.retire(OLD_ID, DAY_2).abort(NEW_ID, DAY_2))
                .withMessageContaining("the key before it is retired");
        assertThatIllegalStateException()
                .isThrownBy(() -> first.promote("0000000000000000", DAY_2))
                .withMessageContaining("no key");
    }

    @Test
    void keepsNoMoreThanEightKeysInUseAndThirtyTwoRetired() {
        Keyset keyset = first;
        for (int fill = 2; fill <= Keyset.MOST_USABLE; fill++) {
            keyset = keyset.begin(key(fill), DAY_2).promote(KeyId.of(key(fill)), DAY_2);
        }
        Keyset full = keyset;
        assertThatIllegalStateException()
                .isThrownBy(() -> full.begin(key(99), DAY_2))
                .withMessageContaining("retire a previous one first");

        Keyset turned = first;
        for (int fill = 2; fill < 60; fill++) {
            String last = turned.current().version();
            turned = turned.begin(key(fill), DAY_2)
                    .promote(KeyId.of(key(fill)), DAY_2)
                    .retire(last, DAY_2);
        }
        assertThat(turned.keys()).hasSize(33);
        assertThat(turned.key(KeyId.of(key(58)))).isPresent();
        assertThat(turned.key(OLD_ID)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ==",
                "not base64 of anything",
                "{",
                "{\"keyset\":1}",
                "{\"keyset\":1,\"keys\":{}}",
                "{\"keyset\":1,\"keys\":[]}",
                "{\"keyset\":2,\"keys\":[CURRENT]}",
                "{\"keyset\":\"1\",\"keys\":[CURRENT]}",
                "{\"keyset\":1,\"keyset\":1,\"keys\":[CURRENT]}",
                "{\"keyset\":1,\"keys\":[CURRENT],\"VALUE\":1}",
                "{\"keyset\":1,\"keys\":[CURRENT]} VALUE",
                "{\"keyset\":1,\"keys\":[CURRENT,CURRENT]}",
                "{\"keyset\":1,\"keys\":[{\"id\":\"ID\",\"phase\":\"current\"}]}",
                "{\"keyset\":1,\"keys\":[{\"id\":\"VALUE\",\"phase\":\"current\",\"value\":\"VALUE\"}]}",
                "{\"keyset\":1,\"keys\":[{\"id\":\"ID\",\"phase\":\"VALUE\",\"value\":\"VALUE\"}]}",
                "{\"keyset\":1,\"keys\":[{\"id\":\"ID\",\"phase\":\"current\",\"value\":\"VALUE\",\"VALUE\":1}]}",
                "{\"keyset\":1,\"keys\":[{\"id\":\"ID\",\"phase\":\"current\",\"value\":VALUE}]}",
                "{\"keyset\":1,\"keys\":[{\"id\":\"ID\",\"phase\":\"current\",\"value\":\"AQID\"}]}",
                "{\"keyset\":1,\"keys\":[{\"id\":\"ID\",\"phase\":\"retired\",\"value\":\"VALUE\"},CURRENT]}",
                "{\"keyset\":1,\"keys\":[{\"id\":\"ID\",\"phase\":\"current\",\"value\":\"VALUE\",\"since\":\"VALUE\"}]}",
                "{\"keyset\":1,\"keys\":[{\"id\":\"ID\",\"phase\":\"current\",\"value\":\"VALUE\",\"since\":1}]}",
            })
    void refusesWhatIsNoKeysetWithoutShowingAnyOfIt(String text) {
        String value = Base64.getEncoder().encodeToString(OLD);
        String stored = text.replace("CURRENT", "{\"id\":\"ID\",\"phase\":\"current\",\"value\":\"VALUE\"}")
                .replace("ID", OLD_ID)
                .replace("VALUE", value);

        assertThatThrownBy(() -> Keyset.parse(utf8(stored)))
                .isInstanceOfSatisfying(
                        SecretBackendException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.MALFORMED))
                .hasNoCause()
                .hasMessageStartingWith("the value is no keyset: ")
                .hasMessageNotContainingAny(value, value.substring(0, 8));
    }

    @Test
    void readsAKeysetThatSomeoneWroteByHand() {
        String stored = "{ \"keys\" : [ {\"phase\":\"current\", \"id\":\"" + OLD_ID + "\", \"value\":\""
                + Base64.getEncoder().encodeToString(OLD) + "\"} ],\n \"keyset\": 1 }\n";

        assertThat(Keyset.parse(utf8(stored)).current().version()).isEqualTo(OLD_ID);
    }

    @Test
    void showsNoValue() {
        assertThat(promoted.toString())
                .contains(NEW_ID)
                .doesNotContain(Base64.getEncoder().encodeToString(NEW))
                .doesNotContain("2, 2");
    }
}
