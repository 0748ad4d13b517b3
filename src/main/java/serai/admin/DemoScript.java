package serai.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import serai.audit.AuditVerifier;
import serai.audit.Verification;
import serai.intake.DevUsers;

/** What the demo shows, in order. */
final class DemoScript {

    private static final List<String> PEOPLE = List.of("guest", "merchant", "keeper");
    private static final String QUESTION =
            "When does the next caravan leave for Samarkand, who leads it, and what does it carry?";

    private final PrintWriter out;
    private final PrintWriter err;
    private final CommandLine.Help.Ansi ansi;
    private final List<String> documents = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();

    DemoScript(CommandLine command) {
        this.out = command.getOut();
        this.err = command.getErr();
        this.ansi = command.getColorScheme().ansi();
    }

    void opening() {
        say("@|bold Caravanserai|@: one gate, guarded, and a book of who went through.");
        say("Starting the gateway: development profile, no key, no network ...");
    }

    void load(GatewayClient gateway, List<Path> folders) throws IOException {
        List<SourceFile> files = new FileCollector().collect(folders);
        Uploader uploader = new Uploader(gateway, Map.of(), null);
        IngestSummary summary =
                uploader.upload(files, new Progress(err, CommandLine.Help.Ansi.AUTO.enabled(), files.size()));
        documents.addAll(uploader.documents());
        say("Sample papers: " + summary.text());
        if (!summary.refused().isEmpty()) {
            throw new CommandFailure("the sample papers should all be stored");
        }
    }

    /** Asks the same question as everybody, then for a paper that guests may not know of. */
    void ask(GatewayClient gateway, UnaryOperator<String> tokens) {
        say("");
        say("@|bold Everybody asks:|@ " + QUESTION);
        for (String person : PEOPLE) {
            say("");
            say("@|bold,cyan " + person + "|@  @|faint "
                    + DevUsers.read(DevelopmentTokens.USERS).of(person) + "|@");
            rights(gateway, person);
            answer(gateway.as(tokens.apply(person)));
        }
        say("");
        Reply refusal = gateway.as(tokens.apply("guest")).get("/v1/documents/" + hidden.getFirst());
        say("@|bold guest asks|@ for the paper " + hidden.getFirst() + " by its name");
        say("  @|red refused|@  " + refusal.status() + " " + refusal.problem() + " @|faint (as if there were none)|@");
    }

    private void rights(GatewayClient gateway, String person) {
        Map<String, Integer> denials = new TreeMap<>();
        for (String document : documents) {
            Reply decision = gateway.post(
                    "/v1/policy/explain", Map.of("claims", DevelopmentTokens.claims(person), "document", document));
            if (!decision.body().path("permitted").asBoolean()) {
                denials.merge(decision.body().path("rule").asText(), 1, Integer::sum);
                hidden.add(document);
            }
        }
        int refused = denials.values().stream().mapToInt(Integer::intValue).sum();
        say("  may read " + (documents.size() - refused) + " of " + documents.size() + " papers");
        denials.forEach((rule, count) -> say("  @|red refused|@  " + count + " by the rule " + rule));
    }

    private void answer(GatewayClient gateway) {
        Reply reply = gateway.post("/v1/query", Map.of("question", QUESTION));
        if (!reply.succeeded()) {
            throw new CommandFailure("the question failed: " + reply.problem());
        }
        JsonNode answer = reply.body();
        say("  @|bold,green answer|@   " + answer.path("answer").asText().replace("\n", "\n           "));
        for (JsonNode citation : answer.path("citations")) {
            say("  @|faint [" + citation.path("number").asInt() + "]|@      "
                    + citation.path("title").asText() + "  @|faint "
                    + citation.path("source").asText() + "|@");
        }
        say("  masked   " + AskCommand.AnswerText.entities(answer.path("masked")));
        say("  receipt  " + answer.path("receipt").asText());
    }

    void verify(Path home) throws IOException {
        Verification log = AuditVerifier.verify(home.resolve("audit"))
                .orElseThrow(() -> new CommandFailure("the gateway kept no audit log in " + home));
        if (!log.intact()) {
            throw new CommandFailure("the audit log is damaged; run: serai audit verify --home " + home);
        }
        say("");
        say("@|bold The book|@ holds " + log.records() + " records of what was asked, read and released: intact.");
    }

    void goOn(URI address, boolean own) {
        say("");
        say("Go on from here, in another terminal:");
        say("  ./serai ask \"What may a guest bring into the courtyard?\" --as guest");
        say("  curl " + address + "/v1/query -H \"Authorization: Bearer $(./serai token keeper)\" \\");
        say("       -H 'Content-Type: application/json' -d '{\"question\": \"How much silver is in the treasury?\"}'");
        say("  ./serai audit verify");
        say(own ? "Serving on " + address + ". Ctrl-C stops it." : "The gateway on " + address + " goes on serving.");
    }

    private void say(String text) {
        out.println(ansi.string(text));
        out.flush();
    }
}
