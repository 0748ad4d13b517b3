package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.secrets.SecretBackendException.Reason;

class FileBackendTest {

    @TempDir
    private Path directory;

    private Path mounted;
    private Path home;
    private Mounts.Kind mount = Mounts.Kind.ORDINARY;

    @BeforeEach
    void makeDirectories() throws IOException {
        mounted = Files.createDirectory(directory.resolve("mounted"));
        home = directory.resolve("home");
    }

    private FileBackend files() {
        return files(Map.of());
    }

    private FileBackend files(Map<String, String> environment) {
        return new FileBackend(home, List.of(mounted), environment, file -> mount);
    }

    private static Path put(Path file, String text, String permissions) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String text(StoredSecret secret) {
        return secret.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static void assertFails(Reason reason, ThrowingCallable call, String... said) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SecretBackendException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .message()
                .satisfies(message -> assertThat(List.of(said)).allMatch(message::contains));
    }

    @Test
    void readsTheFileOfTheNameInTheFirstDirectoryThatHasOne() throws IOException {
        put(home.resolve("secrets/token"), "from-home", "rw-------");
        assertThat(text(files().read("token"))).isEqualTo("from-home");
        put(mounted.resolve("token"), "mounted", "rw-------");
        assertThat(text(files().read("token"))).isEqualTo("mounted");
    }

    @Test
    void readsTheFileThatTheVariableNames() throws IOException {
        put(mounted.resolve("openai-api-key"), "mounted", "rw-------");
        Path pointed = put(directory.resolve("elsewhere.txt"), "pointed", "rw-------");

        assertThat(text(files(Map.of("OPENAI_API_KEY_FILE", pointed.toString())).read("openai-api-key")))
                .isEqualTo("pointed");
    }

    @Test
    void aVariableThatNamesNoFileIsNoReasonToLookElsewhere() throws IOException {
        put(mounted.resolve("token"), "mounted", "rw-------");

        assertFails(
                Reason.MISSING,
                () -> files(Map.of("TOKEN_FILE", directory.resolve("gone").toString()))
                        .read("token"),
                "gone, which TOKEN_FILE names");
    }

    @Test
    void leavesOutOneLineEndAndNothingElse() throws IOException {
        for (String[] pair : new String[][] {
            {"a", "a"}, {"a\n", "a"}, {"a\r\n", "a"}, {"a\n\n", "a\n"}, {" a ", " a "}, {"a\r", "a\r"}
        }) {
            put(mounted.resolve("token"), pair[0], "rw-------");
            assertThat(text(files().read("token"))).isEqualTo(pair[1]);
        }
    }

    @Test
    void readsBytesThatAreNoText() throws IOException {
        byte[] bytes = {0, -1, 127, -128, 10, 0};
        Files.write(put(mounted.resolve("token"), "", "rw-------"), bytes);

        assertThat(files().read("token").<byte[]>use(value -> value)).isEqualTo(bytes);
    }

    @Test
    void refusesAValueThatNoSecretCanHave() throws IOException {
        for (String text : List.of("", "\n", "x".repeat(StoredSecret.MOST_BYTES + 1), "a{{env:HOME}}")) {
            put(mounted.resolve("token"), text, "rw-------");
            assertFails(Reason.MALFORMED, () -> files().read("token"));
        }
        put(mounted.resolve("token"), "x".repeat(StoredSecret.MOST_BYTES) + "\n", "rw-------");
        assertThat(text(files().read("token"))).hasSize(StoredSecret.MOST_BYTES);
    }

    @Test
    void neverLeavesItsDirectories() throws IOException {
        put(directory.resolve("outside"), "x", "rw-------");
        for (String name : List.of("../outside", "..", ".", "/etc/passwd", "a/../../outside", "", "a\0b", "A", "a_b")) {
            assertThatIllegalArgumentException().isThrownBy(() -> files().read(name));
            assertThatIllegalArgumentException().isThrownBy(() -> files().describe(name));
            assertThatIllegalArgumentException().isThrownBy(() -> files().write(name, new byte[] {1}));
        }
    }

    @Test
    void namesItselfAndTheSecretInEveryFailureAndQuotesNothing() throws IOException {
        put(mounted.resolve("token"), "{{hunter2", "rw-------");
        assertFails(Reason.MALFORMED, () -> files().read("token"), "file 'token'");
        assertFails(
                Reason.MALFORMED,
                () -> files().write("token", "{{hunter2".getBytes(StandardCharsets.UTF_8)),
                "file 'token'");
        assertFails(Reason.MISSING, () -> files().read("absent"), "file 'absent'", "ABSENT_FILE");
        assertThatThrownBy(() -> files().read("token"))
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void knowsAMountInMemory() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isDirectory(memory) && Files.getFileStore(memory).type().equals("tmpfs"));

        assertThat(Mounts.ofSystem().of(memory)).isEqualTo(Mounts.Kind.IN_MEMORY);
    }

    @Test
    void refusesAFileOnADiskThatOthersCanReach() throws IOException {
        for (String permissions : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-----w-")) {
            Path file = put(mounted.resolve("token"), "x", permissions);
            assertFails(Reason.DENIED, () -> files().read("token"), "chmod 600 " + file.toRealPath());
        }
    }

    @Test
    void readsWhatAContainerRuntimePutIntoMemory() throws IOException {
        mount = Mounts.Kind.IN_MEMORY;
        put(mounted.resolve("token"), "x", "rw-r--r--");
        assertThat(text(files().read("token"))).isEqualTo("x");
        put(mounted.resolve("token"), "x", "rw-rw-rw-");
        assertFails(Reason.DENIED, () -> files().read("token"), "chmod go-w");
    }

    @Test
    void readsWhateverLiesOnAReadOnlyMount() throws IOException {
        mount = Mounts.Kind.READ_ONLY;
        put(mounted.resolve("token"), "x", "rw-rw-rw-");

        assertThat(text(files().read("token"))).isEqualTo("x");
    }

    @Test
    void saysOfADirectoryThatItIsNoFile() throws IOException {
        Files.createDirectory(mounted.resolve("token"));

        assertFails(Reason.MALFORMED, () -> files().read("token"), "is no file");
    }

    @Test
    void givesANewVersionWhenTheFileIsReplaced() throws IOException {
        Path file = put(mounted.resolve("token"), "one", "rw-------");
        String before = files().read("token").version();
        assertThat(files().describe("token").version()).isEqualTo(before);

        Path draft = put(mounted.resolve("draft"), "two", "rw-------");
        Files.setLastModifiedTime(draft, Files.getLastModifiedTime(file));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);

        assertThat(files().describe("token").version()).isNotEqualTo(before);
        assertThat(files().read("token").version())
                .isEqualTo(files().describe("token").version());
    }

    @Test
    void saysWhenTheFileWasWritten() throws IOException {
        Instant written = Instant.parse("2026-01-02T03:04:05Z");
        Files.setLastModifiedTime(put(mounted.resolve("token"), "x", "rw-------"), FileTime.from(written));

        assertThat(files().describe("token").created()).contains(written);
    }

    /** As the kubelet does: a directory for each version, a link to the present one, replaced by a rename. */
    private void project(String version, String text) throws IOException {
        put(mounted.resolve(".." + version).resolve("token"), text, "rw-------");
        Path link = Files.createSymbolicLink(mounted.resolve("..data_tmp"), Path.of(".." + version));
        Files.move(link, mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        if (!Files.exists(mounted.resolve("token"))) {
            Files.createSymbolicLink(mounted.resolve("token"), Path.of("..data", "token"));
        }
    }

    @Test
    void followsTheLinksOfAProjectedVolume() throws IOException {
        project("v1", "one");
        String before = files().read("token").version();
        project("v2", "two");

        assertThat(text(files().read("token"))).isEqualTo("two");
        assertThat(files().read("token").version()).isNotEqualTo(before);
    }

    @Test
    void readsOneVersionOrTheOtherWhileLinksAreSwapped() throws Exception {
        project("v0", "0".repeat(50_000));
        AtomicBoolean stop = new AtomicBoolean();
        Thread kubelet = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 1; !stop.get(); i++) {
                    project("v" + i, String.valueOf(i % 10).repeat(50_000));
                    Path old = mounted.resolve("..v" + (i - 1));
                    Files.delete(old.resolve("token"));
                    Files.delete(old);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        int read = 0;
        for (int i = 0; i < 500; i++) {
            try {
                String value = text(files().read("token"));
                assertThat(value.chars().distinct().count()).isEqualTo(1);
                assertThat(value).hasSize(50_000);
                read++;
            } catch (SecretBackendException e) {
                assertThat(e.reason()).isIn(Reason.UNREACHABLE, Reason.MISSING);
            }
        }
        stop.set(true);
        kubelet.join();
        assertThat(read).isPositive();
    }

    @Test
    void writesAFileThatOnlyItsOwnerCanRead() throws IOException {
        String version = files().write("token", "new".getBytes(StandardCharsets.UTF_8));

        Path file = home.resolve("secrets/token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(text(files().read("token"))).isEqualTo("new");
        assertThat(files().read("token").version()).isEqualTo(version);
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void replacesTheFileWhereItIs() throws IOException {
        put(mounted.resolve("token"), "old", "rw-------");

        files().write("token", "new".getBytes(StandardCharsets.UTF_8));

        assertThat(mounted.resolve("token")).hasContent("new");
        assertThat(home).doesNotExist();
    }

    @Test
    void refusesToWriteToAMount() throws IOException {
        put(mounted.resolve("token"), "old", "rw-------");
        mount = Mounts.Kind.READ_ONLY;
        assertFails(Reason.DENIED, () -> files().write("token", new byte[] {1}), "was mounted for the gateway");
        assertFails(Reason.DENIED, () -> files().write("absent", new byte[] {1}), "was mounted for the gateway");
        assertThat(mounted.resolve("token")).hasContent("old");
    }

    @Test
    void refusesToWriteThroughTheLinksOfAProjectedVolume() throws IOException {
        project("v1", "one");

        assertFails(Reason.DENIED, () -> files().write("token", new byte[] {1}), "was mounted for the gateway");
    }
}
