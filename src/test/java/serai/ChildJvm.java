package serai;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program in a JVM of its own, to be killed. */
public final class ChildJvm {

    private ChildJvm() {}

    /**
     * Runs {@code program directory} and kills it with SIGKILL once it has reported so many lines.
     *
     * @return every line it printed that ends with a space and a full stop, which may be more: others are torn or log lines
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
            List<String> first =
                    out.lines().filter(ChildJvm::isReport).limit(lines).toList();
            child.toHandle().destroyForcibly(); // leaves the pipe open: what was printed before can be read
            return Stream.concat(first.stream(), rest(out).stream()).toList();
        } finally {
            child.destroyForcibly().onExit().join();
        }
    }

    private static List<String> rest(BufferedReader out) {
        try (out) {
            return out.lines().filter(ChildJvm::isReport).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReport(String line) {
        return line.endsWith(" .");
    }
}
