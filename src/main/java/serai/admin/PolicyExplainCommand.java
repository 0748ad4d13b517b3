package serai.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import serai.access.Environment;
import serai.access.Explanation;
import serai.access.Policy;
import serai.access.PolicyDirectory;
import serai.access.PolicyException;
import serai.access.PolicyExplainer;
import serai.query.ProblemException;

/** {@code serai policy explain}: says what every rule makes of one subject and one document. */
@Command(
        name = "explain",
        description = "Says what every rule makes of one subject and one document.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:permitted", "1:denied", "2:the policy, the claims or the labels cannot be used"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  serai policy explain --claims token.json --label classification=2 \\",
            "      --label departments=hr,trade --label restricted_locations="
        })
final class PolicyExplainCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Option(names = "--policies", paramLabel = "DIR", description = "Where the policy is (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("config/policies");

    @Option(names = "--claims", paramLabel = "FILE", required = true, description = "The claims of a token, as JSON.")
    private Path claims = Path.of("claims.json");

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            required = true,
            description = "A label of the document; lists with commas.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--now", paramLabel = "TIME", description = "The time of the question (default: now).")
    private @Nullable Instant now;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        try {
            Policy policy = PolicyDirectory.load(directory);
            Environment environment =
                    new Environment(now == null ? Clock.systemUTC().instant() : now);
            Explanation explanation = new PolicyExplainer(policy)
                    .explain(policy.subjects().map(claims()), policy.labels().check(labels), environment);
            print(explanation);
            return explanation.decision().permitted() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (PolicyException | ProblemException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private Map<String, Object> claims() {
        try {
            return new HashMap<>(JSON.readValue(claims.toFile(), new TypeReference<Map<String, Object>>() {}));
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), claims + " cannot be read as a JSON object; name a file with the claims", e);
        }
    }

    private void print(Explanation explanation) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(PolicyExplanations.json(explanation));
        } else {
            PolicyExplanations.print(explanation, out);
        }
    }
}
