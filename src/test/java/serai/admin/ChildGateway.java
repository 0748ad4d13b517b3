package serai.admin;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import serai.edge.GatewayNote;
import serai.query.Home;

/** {@code serai} in a process of its own, as the launcher runs it, without what only tests have on their class path. */
final class ChildGateway implements AutoCloseable {

    private final Process process;
    private final BufferedReader standardError;

    private ChildGateway(Process process) {
        this.process = process;
        this.standardError = process.errorReader();
    }

    static ChildGateway start(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx768m"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), Serai.class.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ChildGateway(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class path of the gateway alone. */
    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits until it serves. */
    GatewayClient client(Path home) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = standardError.readLine(); line != null; line = standardError.readLine()) {
            said.add(line);
            if (line.startsWith("serai serves on ")) {
                Thread.ofVirtual().start(() -> standardError.lines().forEach(ignored -> {}));
                GatewayNote note = GatewayNote.find(new Home(home)).orElseThrow();
                return new GatewayClient(URI.create(note.address()), note.credential());
            }
        }
        throw new AssertionError("it did not start: " + String.join("\n", said));
    }

    /** What it says on standard error until it ends by itself. */
    List<String> failure() {
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                kill();
                throw new AssertionError(
                        "it should not have started: " + standardError.lines().collect(Collectors.joining("\n")));
            }
            return standardError.lines().toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** The lines of a home's audit log that are whole. */
    static List<String> auditLines(Path home) throws IOException {
        List<String> lines = new ArrayList<>();
        try (var segments = Files.list(home.resolve("audit"))) {
            for (Path segment : segments.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(segment));
            }
        }
        return lines;
    }
}
