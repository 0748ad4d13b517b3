package serai.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import serai.access.PolicyDirectory;
import serai.access.PolicyException;
import serai.access.PolicyTests;

/** {@code serai policy test}: runs the tests of policies; needs no gateway. */
@Command(
        name = "test",
        description = "Runs the cases of *_test.yaml files against the policy beside each.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every case passed",
            "1:a case failed",
            "2:a policy or a test file cannot be used, or the call is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  serai policy test", "  serai policy test --json config/policies/documents_test.yaml"})
final class PolicyTestCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description = "Where to look for files (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("config/policies");

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Test files; by default all of the directory.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws JsonProcessingException {
        try {
            List<Path> tests = files.isEmpty() ? PolicyDirectory.tests(directory) : files;
            if (tests.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), directory + " holds no *_test.yaml; write one or name a FILE");
            }
            return report(tests.stream()
                    .flatMap(file -> PolicyTests.run(file).stream())
                    .toList());
        } catch (PolicyException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private int report(List<PolicyTests.Result> results) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        long failed = results.stream().filter(result -> !result.passed()).count();
        if (json) {
            Map<String, Object> report = Map.of("passed", results.size() - failed, "failed", failed, "cases", results);
            out.println(new ObjectMapper().writeValueAsString(report));
        } else {
            results.forEach(result -> out.println(
                    result.passed() ? "ok    " + result.name() : "FAIL  " + result.name() + ": " + result.problem()));
            out.println(results.size() - failed + " passed, " + failed + " failed");
        }
        return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
