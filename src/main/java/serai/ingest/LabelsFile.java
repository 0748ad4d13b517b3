package serai.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * The labels of the files in a folder, by glob: a {@code labels.yaml} beside them.
 *
 * <p>Every glob that matches counts, later ones over earlier ones, label by label. A glob speaks of the path below the
 * folder of the {@code labels.yaml}; {@code *} does not cross a slash, {@code **} does.
 */
public final class LabelsFile {

    /** The name of the file; itself never a document. */
    public static final String NAME = "labels.yaml";

    private static final int LARGEST = 1 << 20;
    private static final TypeReference<Map<String, Map<String, Object>>> GLOBS = new TypeReference<>() {};

    private final Path folder;
    private final List<Rule> rules;

    private LabelsFile(Path folder, List<Rule> rules) {
        this.folder = folder;
        this.rules = rules;
    }

    private record Rule(PathMatcher files, Map<String, Object> labels) {}

    /**
     * The {@code labels.yaml} of a folder; one without rules when there is none.
     *
     * @throws ProblemException {@link ProblemType#INVALID_REQUEST} when it cannot be read
     */
    public static LabelsFile in(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return new LabelsFile(folder, List.of());
        }
        try {
            return new LabelsFile(folder, rules(file));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw unreadable("is not a map of globs to labels", e);
        } catch (IOException e) {
            throw unreadable("cannot be read", e);
        }
    }

    /** The labels it gives to a file of the folder, by name; empty when no glob matches. */
    public Map<String, Object> labels(Path file) {
        Path below = folder.toAbsolutePath().relativize(file.toAbsolutePath());
        Map<String, Object> labels = new HashMap<>();
        rules.stream().filter(rule -> rule.files().matches(below)).forEach(rule -> labels.putAll(rule.labels()));
        return labels;
    }

    private static List<Rule> rules(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException("larger than " + LARGEST + " bytes");
        }
        List<Rule> rules = new ArrayList<>();
        new YAMLMapper()
                .readValue(file.toFile(), GLOBS)
                .forEach((glob, labels) -> rules.add(
                        new Rule(FileSystems.getDefault().getPathMatcher("glob:" + glob), Map.copyOf(labels))));
        return rules;
    }

    private static ProblemException unreadable(String why, Exception cause) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "the " + NAME + " " + why + "; write lines such as '\"*.md\": {classification: 0}'",
                cause);
    }
}
