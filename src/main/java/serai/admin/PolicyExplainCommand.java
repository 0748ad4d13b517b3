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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
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
            "  serai policy explain --as guest --document ID",
            "  serai policy explain --claims token.json --label classification=2 \\",
            "      --label departments=hr,trade --label restricted_locations="
        })
final class PolicyExplainCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--policies", paramLabel = "DIR", description = "Where the policy is (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("config/policies");

    @Mixin
    private HomeOption home = new HomeOption();

    @ArgGroup(multiplicity = "1")
    private Who who = new Who();

    /** Whose rights are explained. */
    private static final class Who {

        @Option(names = "--as", paramLabel = "USER", description = "A user of the development issuer.")
        private @Nullable String user;

        @Option(names = "--claims", paramLabel = "FILE", description = "The claims of a token, as JSON.")
        private @Nullable Path claims;
    }

    @Option(
            names = "--document",
            paramLabel = "ID",
            description = "A stored document; asks the gateway. Without it, --label says what is decided.")
    private @Nullable String document;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "A label of the document; lists with commas.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--now", paramLabel = "TIME", description = "The time of the question (default: now).")
    private @Nullable Instant now;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        try {
            return document == null ? explainLabels() : explainStored(document);
        } catch (PolicyException | ProblemException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private int explainLabels() throws JsonProcessingException {
        Policy policy = PolicyDirectory.load(directory);
        Environment environment =
                new Environment(now == null ? Clock.systemUTC().instant() : now);
        Explanation explanation = new PolicyExplainer(policy)
                .explain(policy.subjects().map(claims()), policy.labels().check(labels), environment);
        print(explanation);
        return explanation.decision().permitted() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private int explainStored(String id) throws JsonProcessingException {
        try (Gateway gateway = Gateway.open(home.directory(), true)) {
            Reply reply = gateway.client().post("/v1/policy/explain", Map.of("claims", claims(), "document", id));
            if (!reply.succeeded()) {
                spec.commandLine().getErr().println(reply.problem());
                return ExitCode.USAGE;
            }
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(reply.body());
            } else {
                PolicyExplanations.print(reply.body(), out);
            }
            return reply.body().path("permitted").asBoolean() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private Map<String, Object> claims() {
        if (who.user != null) {
            return DevelopmentTokens.claims(who.user);
        }
        Path file = java.util.Objects.requireNonNull(who.claims, "picocli demands one of the two");
        try {
            return new HashMap<>(JSON.readValue(file.toFile(), new TypeReference<Map<String, Object>>() {}));
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), file + " cannot be read as a JSON object; name a file with the claims", e);
        }
    }

    private void print(Explanation explanation) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(PolicyExplanations.json(explanation));
        } else {
            PolicyExplanations.print(JSON.readTree(PolicyExplanations.json(explanation)), out);
        }
    }
}
