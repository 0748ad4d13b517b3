package serai;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program in a JVM of its own, to be killed. */
public final class ChildJvm {

    private ChildJvm() {}

    /**
     * Runs {@code program directory} and kills it with SIGKILL once it has printed so many lines.
     *
     * @return every complete line it printed, which may be more
     */
    public static List<String> killAfter(int lines, Class<?> program, Path directory) throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        directory.toString())
                .redirectError(new File(directory.toFile(), "stderr"))
                .start();
        try (BufferedReader out = child.inputReader(StandardCharsets.US_ASCII)) {
            List<String> first = out.lines().limit(lines).toList();
            child.destroyForcibly();
            return java.util.stream.Stream.concat(first.stream(), rest(out).stream()).toList();
        } finally {
            child.destroyForcibly().onExit().join();
        }
    }

    /** Each line ends with a full stop, so that a torn one can be told. */
    private static List<String> rest(BufferedReader out) {
        try (out) {
            return out.lines().filter(line -> line.endsWith(".")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
