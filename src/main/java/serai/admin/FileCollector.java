package serai.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the files to ingest: those named, and below folders those of a known type, in the order of their names. */
final class FileCollector {

    static final List<String> SUFFIXES =
            List.of(".md", ".txt", ".html", ".htm", ".pdf", ".docx", ".csv", ".json", ".eml");

    List<SourceFile> collect(List<Path> paths) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> below = Files.walk(path)) {
                    below.filter(Files::isRegularFile)
                            .filter(FileCollector::isKnown)
                            .sorted()
                            .forEach(file -> files.add(new SourceFile(file, path)));
                }
            } else if (Files.isRegularFile(path)) {
                files.add(new SourceFile(path, path.resolveSibling("")));
            } else {
                throw new CommandFailure("no such file or folder: " + path);
            }
        }
        return files;
    }

    private static boolean isKnown(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && SUFFIXES.stream().anyMatch(name::endsWith);
    }
}
