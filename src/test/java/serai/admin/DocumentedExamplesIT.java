package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands in the documents do what they are said to do: each document's run in order, in one shell. */
class DocumentedExamplesIT {

    private static final LiveGateway GATEWAY = LiveGateway.shared();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:sh|console)\\n(.*?)^```");

    /** These start a gateway, or take minutes. */
    private static final Pattern NOT_HERE = Pattern.compile("(?m)^(\\./serai (demo|serve)|mvn) .*$");

    @TempDir
    private Path directory;

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> guides = Files.list(Path.of("docs/guide"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), guides).sorted().toList().stream()
                    .filter(document -> !examples(document).isBlank());
        }
    }

    private static String examples(Path document) {
        try {
            return BLOCK.matcher(Files.readString(document))
                    .results()
                    .map(block -> block.group(1).replaceAll("(?m)^\\$ ", ""))
                    .map(block -> NOT_HERE.matcher(block).replaceAll(""))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void runAsWritten(Path document) throws Exception {
        Files.createSymbolicLink(directory.resolve("config"), Path.of("config").toAbsolutePath());
        Files.createSymbolicLink(directory.resolve("routes"), Path.of("routes").toAbsolutePath());
        Files.writeString(
                Files.createDirectory(directory.resolve("handbook")).resolve("leave.md"),
                "# Leave\n\nYou have thirty days of leave.\n");
        launcher();
        Path script = Files.writeString(
                directory.resolve("examples.sh"),
                "set -e\ncurl() { command curl -sS --fail-with-body \"$@\"; }\n"
                        + examples(document).replace("127.0.0.1:8080", "127.0.0.1:" + GATEWAY.port()));

        Process shell = new ProcessBuilder("bash", "-x", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output;
        try (var reader = shell.inputReader()) {
            output = reader.lines().collect(Collectors.joining("\n"));
        }

        assertThat(shell.waitFor()).as(output).isZero();
    }

    /** Stands for the launcher, which would build first, and names the gateway's home. */
    private void launcher() throws IOException {
        Path launcher = Files.writeString(
                directory.resolve("serai"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
                        + " -XX:TieredStopAtLevel=1 -cp '" + ChildGateway.classPath() + "' " + Serai.class.getName()
                        + " \"$@\" --home '" + GATEWAY.home + "'\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }
}
