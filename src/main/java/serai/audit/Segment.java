package serai.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One file of the log.
 *
 * @param first the sequence of its first record, which names the file
 */
record Segment(Path path, long first) {

    private static final Pattern NAME = Pattern.compile("[0-9]{19}\\.jsonl");

    static Segment in(Path directory, long first) {
        return new Segment(directory.resolve("%019d.jsonl".formatted(first)), first);
    }

    /** Those of a log, oldest first. */
    static List<Segment> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .map(file -> in(
                            directory,
                            Long.parseLong(file.getFileName().toString().substring(0, 19))))
                    .sorted(Comparator.comparingLong(Segment::first))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log " + directory + " cannot be listed", e);
        }
    }

    String name() {
        return String.valueOf(path.getFileName());
    }
}
