package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that cannot start says why and what to do, in a few clean lines, and exits with 1. */
class StartFailureIT {

    @TempDir
    private Path home;

    private String failure(List<String> options, String... arguments) {
        List<String> all = new ArrayList<>(List.of("serve", "--home", home.toString()));
        all.addAll(Arrays.asList(arguments));
        if (!all.contains("--port")) {
            all.addAll(List.of("--port", "0"));
        }
        try (ChildGateway gateway = ChildGateway.start(options, all.toArray(String[]::new))) {
            List<String> lines = gateway.failure().stream()
                    .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                    .toList();
            assertThat(gateway.exitCode()).isEqualTo(1);
            assertThat(lines).isNotEmpty().hasSizeLessThan(12);
            assertThat(lines.getFirst()).startsWith("serai: cannot start: ");
            assertThat(lines).noneMatch(line -> line.contains("\tat ") || line.contains("Exception"));
            return String.join("\n", lines);
        }
    }

    @Test
    void inProductionItNamesEverySettingThatIsMissing() {
        assertThat(failure(List.of()))
                .contains("serai.intake.issuer", "serai.intake.audience", "serai.intake.jwks-uri");
    }

    @Test
    void inProductionItNamesEverySettingOfTheDevelopmentProfile() {
        assertThat(failure(List.of("-Dserai.intake.dev-issuer=true", "-Dserai.intake.users=config/users.yaml")))
                .contains("serai.intake.dev-issuer", "serai.intake.users", "profile dev");
    }

    @Test
    void everySettingThatIsUnknownOrUnusableIsNamed() {
        assertThat(failure(
                        List.of(
                                "-Dserai.intake.max-limit=many",
                                "-Dserai.audit.queue=-1",
                                "-Dserai.retrieval.embeder-threads=1",
                                "-Dserai.intak.issuer=https://id.example.com"),
                        "--dev"))
                .contains("serai.intake.max-limit", "many", "number")
                .contains("serai.audit.queue")
                .contains("serai.retrieval.embeder-threads is no setting")
                .contains("serai.intak.issuer is no setting");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(failure(List.of("-Dmanagement.server.port=0"), "--dev", "--port", port))
                    .contains("port " + port + " is in use", "--port");
            assertThat(failure(List.of("-Dmanagement.server.port=" + port), "--dev", "--port", "8079"))
                    .contains("port " + port + " is in use", "management.server.port");
        }
    }

    @Test
    void aHomeThatAnotherGatewayServesIsNamed() throws IOException {
        try (FileChannel lock =
                FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock()).isNotNull();
            assertThat(failure(List.of(), "--dev")).contains("another serai serves the home", "--home");
        }
    }

    @Test
    void aBrokenPolicyIsShownWithItsMistakes() throws IOException {
        Path policies = Files.createDirectory(home.resolve("policies"));
        Files.writeString(
                policies.resolve("documents.yaml"),
                Files.readString(Path.of("config/policies/documents.yaml"))
                        .replace("user.clearance >= doc.classification", "user.clearence >= doc.classification"));
        assertThat(failure(List.of("-Dserai.access.policies=" + policies), "--dev"))
                .contains("documents.yaml", "clearence");
    }

    @Test
    void brokenPrivacyRulesAreShownWithTheirFile() throws IOException {
        Path rules = Files.writeString(home.resolve("privacy.yaml"), "entities: {PERSON: shout}\n");
        assertThat(failure(List.of("-Dserai.privacy.file=" + rules), "--dev")).contains("privacy.yaml");
    }

    @Test
    void aBrokenRouteIsShownWithFileLineAndRemedy() throws IOException {
        Path routes = copy(Path.of("routes"), home.resolve("routes"));
        Path answer = routes.resolve("answer.camel.yaml");
        Files.writeString(
                answer, Files.readString(answer).replaceFirst("(?m)^ *- bean: \\{ id: answer-authorize.*$", ""));
        assertThat(failure(List.of("-Dserai.routing.directory=" + routes), "--dev"))
                .containsPattern("answer\\.camel\\.yaml:\\d+");
    }

    @Test
    void aKeyFileThatOthersCanReadIsNamedWithTheRemedy() throws IOException {
        Path keys = Files.createDirectory(
                home.resolve("keys"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path kek = Files.writeString(keys.resolve("kek.key"), "not a key");
        Files.setPosixFilePermissions(kek, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(failure(List.of(), "--dev")).contains(kek.toString(), "chmod 600");
    }

    @Test
    void aBackendThatIsNotKnownIsRefusedWithThoseThatAre() {
        assertThat(failure(List.of("-Dserai.secrets.backend=cyberark"), "--dev"))
                .contains("serai.secrets.backend", "the known ones are", "file");
    }

    @Test
    void unusableSettingsOfSecretsAreAllNamed() {
        assertThat(failure(List.of("-Dserai.secrets.refresh=0s", "-Dserai.secrets.max-age=1h"), "--dev"))
                .contains("serai.secrets.refresh is PT0S", "serai.secrets.max-age is PT1H");
        assertThat(failure(List.of("-Dserai.secrets.backnd=file"), "--dev"))
                .contains("serai.secrets.backnd is no setting");
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
