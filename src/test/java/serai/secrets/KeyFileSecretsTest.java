package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileSecretsTest implements SecretsContract {

    @TempDir
    private Path home;

    @Override
    public Secrets secrets() {
        return new KeyFileSecrets(keys());
    }

    private Path keys() {
        return home.resolve("keys");
    }

    private Path kek() {
        return keys().resolve("kek.key");
    }

    static String value(Secret secret) {
        return secret.use(bytes -> Base64.getEncoder().encodeToString(bytes));
    }

    @Test
    void makesAKeyThatOnlyItsOwnerCanRead() throws IOException {
        String made = value(secrets().get("kek"));

        assertThat(Base64.getDecoder().decode(made)).hasSize(32);
        assertThat(Files.readString(kek())).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kek())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())))
                .isEqualTo("rwx------");
    }

    @Test
    void leavesNothingBesideTheKey() throws IOException {
        secrets().get("kek");

        try (Stream<Path> files = Files.list(keys())) {
            assertThat(files).containsExactly(kek());
        }
    }

    @Test
    void readsTheKeyOfAnEarlierRun() {
        Secret made = secrets().get("kek");

        assertThat(value(secrets().get("kek"))).isEqualTo(value(made));
        assertThat(secrets().get("kek").version()).isEqualTo(made.version()).hasSize(16);
    }

    @Test
    void makesOneKeyWhenManyProcessesAskAtOnce() {
        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> value(secrets().get("kek")))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void doesNotShowTheKeyInItsVersion() {
        Secret kek = secrets().get("kek");

        assertThat(value(kek)).doesNotContain(kek.version());
        assertThat(kek.<String>use(java.util.HexFormat.of()::formatHex)).doesNotContain(kek.version());
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws IOException {
        secrets().get("kek");
        Files.setPosixFilePermissions(kek(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> secrets().get("kek"))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("chmod 600 " + kek());
    }

    @Test
    void refusesADirectoryThatOthersCanEnter() throws IOException {
        secrets().get("kek");
        Files.setPosixFilePermissions(keys(), PosixFilePermissions.fromString("rwxr-x---"));

        assertThatThrownBy(() -> secrets().get("kek"))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("chmod 700 " + keys());
    }

    @Test
    void refusesAKeyOfAnotherLengthWithoutShowingIt() throws IOException {
        String made = value(secrets().get("kek"));
        for (String text : new String[] {"", "c2hvcnQ=", made + "AAAA", "not base64!"}) {
            Files.writeString(kek(), text);

            assertThatThrownBy(() -> secrets().get("kek"))
                    .isInstanceOf(SecretUnavailableException.class)
                    .hasMessageContaining("does not hold a key of 32 bytes")
                    .hasMessageNotContaining(made);
        }
    }

    @Test
    void refusesANameItDoesNotKnow() {
        assertThatThrownBy(() -> secrets().get("../kek"))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("kek, audit-hmac, privacy-hmac");
    }

    @Test
    void saysWhereAKeyCannotBeMade() throws IOException {
        Files.writeString(keys(), "a file in the way");

        assertThatThrownBy(() -> secrets().get("kek"))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining(kek().toString());
    }
}
