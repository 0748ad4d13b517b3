package serai.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The directory with the policy, {@code documents.yaml}, and its tests, {@code *_test.yaml}. */
public final class PolicyDirectory {

    private static final String POLICY = "documents.yaml";
    private static final String TEST_SUFFIX = "_test.yaml";

    private PolicyDirectory() {}

    /**
     * Compiles the policy of a directory. Another policy file beside it is refused rather than ignored.
     *
     * @throws PolicyException listing every mistake
     */
    public static Policy load(Path directory) {
        List<String> strangers = files(directory)
                .filter(file -> !isTest(file) && !file.endsWith(POLICY))
                .map(file -> file + ": is neither " + POLICY + " nor a *" + TEST_SUFFIX + "; move its rules into "
                        + POLICY + " or the file elsewhere")
                .toList();
        if (!strangers.isEmpty()) {
            throw new PolicyException(strangers);
        }
        return Policy.load(directory.resolve(POLICY));
    }

    /** The test files of a directory, in the order of their names. */
    public static List<Path> tests(Path directory) {
        return files(directory).filter(PolicyDirectory::isTest).toList();
    }

    /** The policy that a test file speaks of: {@code documents.yaml} for {@code documents_test.yaml}. */
    static Path policyOf(Path test) {
        String name = String.valueOf(test.getFileName());
        if (!isTest(test)) {
            throw new PolicyException(
                    List.of(test + ": a test file is named after its policy, such as documents_test.yaml"));
        }
        return test.resolveSibling(name.substring(0, name.length() - TEST_SUFFIX.length()) + ".yaml");
    }

    private static boolean isTest(Path file) {
        return String.valueOf(file.getFileName()).endsWith(TEST_SUFFIX);
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new PolicyException(List.of(directory
                    + ": cannot be listed; set serai.access.policies to the directory " + "that holds " + POLICY));
        }
    }
}
