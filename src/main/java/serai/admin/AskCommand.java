package serai.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code serai ask}: one question, answered as the gateway answers any caller. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description = "Asks one question and prints the answer, its sources and its audit receipt.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  serai ask \"When does the next caravan leave?\" --as merchant",
            "  serai ask \"When does the next caravan leave?\" --token-file token.txt --json"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:answered", "1:refused or failed; the reason is printed", "2:wrong usage"})
final class AskCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(paramLabel = "QUESTION", description = "1 to 1000 characters.")
    private String question = "";

    @ArgGroup(multiplicity = "1")
    private Caller caller = new Caller();

    @Option(names = "--json", description = "Print the gateway's JSON.")
    private boolean json;

    /** Who asks. */
    private static final class Caller {

        @Option(names = "--as", paramLabel = "USER", description = "A user of the development issuer.")
        private @Nullable String user;

        @Option(names = "--token-file", paramLabel = "FILE", description = "A file that holds a bearer token.")
        private @Nullable Path tokenFile;
    }

    @Override
    public Integer call() throws IOException {
        try (Gateway gateway = Gateway.open(home.directory(), caller.user != null)) {
            Reply reply = gateway.client().as(token()).post("/v1/query", Map.of("question", question));
            return print(reply);
        }
    }

    private String token() throws IOException {
        if (caller.user != null) {
            return DevelopmentTokens.token(home.directory(), caller.user);
        }
        if (caller.tokenFile == null) {
            throw new CommandFailure("say who asks: --as USER or --token-file FILE");
        }
        return Files.readString(caller.tokenFile).strip();
    }

    private int print(Reply reply) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(reply.body().toPrettyString());
        } else if (reply.succeeded()) {
            AnswerText.print(reply.body(), out);
        } else {
            throw new CommandFailure(reply.problem());
        }
        out.flush();
        return reply.succeeded() ? 0 : 1;
    }

    /** An answer for people. */
    static final class AnswerText {

        private AnswerText() {}

        static void print(JsonNode answer, PrintWriter out) {
            out.println(answer.path("answer").asText());
            for (JsonNode citation : answer.path("citations")) {
                out.printf(
                        "  [%d] %s  %s%n",
                        citation.path("number").asInt(),
                        citation.path("title").asText(),
                        citation.path("source").asText());
            }
            out.println("masked for the model: " + entities(answer.path("masked")));
            out.println("receipt: " + answer.path("receipt").asText());
        }

        static String entities(JsonNode entities) {
            StringBuilder text = new StringBuilder();
            entities.properties()
                    .forEach(entity -> text.append(text.isEmpty() ? "" : ", ")
                            .append(entity.getValue().asInt())
                            .append(" ")
                            .append(entity.getKey()));
            return text.isEmpty() ? "nothing" : text.toString();
        }
    }
}
