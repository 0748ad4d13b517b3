package serai.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import serai.secrets.Secrets;

/** {@code serai secrets}: what the gateway knows of its secrets, and in an emergency a value. */
@Command(
        name = "secrets",
        description =
                "Says how secrets are doing, and rotates them. Asks the gateway of the home, or starts one for as long as it"
                        + " takes.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SecretsCommand.ListAll.class,
            SecretsCommand.Get.class,
            SecretsCommand.Check.class,
            SecretsRotateCommand.class,
            SecretsHistoryCommand.class
        })
final class SecretsCommand {

    private static final String PATH = "/v1/secrets";

    /** The gateway to ask, and how to print. */
    static final class Options {

        @Mixin
        private HomeOption home = new HomeOption();

        @Option(names = "--dev", description = "Start the development profile when no gateway serves this home.")
        private boolean dev;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Spec(Spec.Target.MIXEE)
        private CommandSpec command = CommandSpec.create();

        Gateway gateway() {
            return Gateway.open(home.directory(), dev);
        }

        boolean json() {
            return json;
        }

        PrintWriter out() {
            return command.commandLine().getOut();
        }

        String path(String name) {
            if (!Secrets.isName(name)) {
                throw new ParameterException(
                        command.commandLine(), "a secret is named by 1 to 63 lower-case letters, digits and dashes");
            }
            return PATH + "/" + name;
        }
    }

    static JsonNode body(Reply reply) {
        if (!reply.succeeded()) {
            throw new CommandFailure(reply.problem());
        }
        return reply.body();
    }

    /** {@code serai secrets list}. */
    @Command(
            name = "list",
            description = "Lists the secrets that were used since the gateway started, without their values.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:listed", "1:the gateway did not say", "2:wrong usage"},
            footerHeading = "%nExamples:%n",
            footer = {"  serai secrets list", "  serai secrets list --home /var/lib/serai --json"})
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            try (Gateway gateway = options.gateway()) {
                JsonNode body = body(gateway.client().get(PATH));
                if (options.json) {
                    options.out().println(body);
                } else {
                    options.out().println(row("SECRET", "BACKEND", "VERSION", "AGE", "STATE"));
                    body.path("secrets").forEach(secret -> options.out().println(row(secret)));
                }
                options.out().flush();
                return ExitCode.OK;
            }
        }

        private static String row(JsonNode secret) {
            return row(
                    secret.path("name").asText(),
                    secret.path("backend").asText(),
                    secret.path("version").asText(),
                    age(secret),
                    state(secret));
        }

        private static String row(String name, String backend, String version, String age, String state) {
            return String.format(Locale.ROOT, "%-24s %-8s %-32s %-6s %s", name, backend, version, age, state);
        }
    }

    private static String age(JsonNode secret) {
        return secret.has("ageSeconds")
                ? Duration.ofSeconds(secret.path("ageSeconds").asLong()).toDays() + "d"
                : "-";
    }

    private static String state(JsonNode secret) {
        String state = secret.path("usable").asBoolean() ? "usable" : "NOT USABLE";
        String error = secret.path("lastError").asText("");
        return error.isEmpty() ? state : state + ", " + error;
    }

    /** {@code serai secrets get}. */
    @Command(
            name = "get",
            description = {
                "Says which version of a secret is in use, and since when.",
                "With --reveal it shows the value too, on a terminal only; who was shown it goes on record."
            },
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:shown", "1:it cannot be had; the reason is printed", "2:wrong usage, or no terminal"},
            footerHeading = "%nExamples:%n",
            footer = {"  serai secrets get openai-api-key", "  serai secrets get openai-api-key --reveal"})
    static final class Get implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        @Parameters(paramLabel = "NAME", description = "The secret.")
        private String name = "";

        @Option(names = "--reveal", description = "Show the value, on a terminal; goes on record.")
        private boolean reveal;

        private final Supplier<Optional<PrintWriter>> terminal;

        Get() {
            this(Get::terminal);
        }

        Get(Supplier<Optional<PrintWriter>> terminal) {
            this.terminal = terminal;
        }

        private static Optional<PrintWriter> terminal() {
            return Optional.ofNullable(System.console())
                    .filter(Console::isTerminal)
                    .map(Console::writer);
        }

        @Override
        public Integer call() {
            String path = options.path(name);
            Optional<PrintWriter> screen = reveal ? terminal.get() : Optional.empty();
            if (reveal && screen.isEmpty()) {
                throw new ParameterException(
                        options.command.commandLine(),
                        "--reveal shows a value on a terminal only, never to a pipe or file");
            }
            try (Gateway gateway = options.gateway()) {
                print(body(gateway.client().get(path)));
                screen.ifPresent(to -> show(body(gateway.client().post(path + "/reveal", Map.of())), to));
                return ExitCode.OK;
            }
        }

        private void print(JsonNode secret) {
            if (options.json) {
                options.out().println(secret);
            } else {
                secret.properties().stream()
                        .filter(member -> member.getValue().isValueNode())
                        .forEach(member -> options.out()
                                .println(String.format(
                                        Locale.ROOT,
                                        "%-12s %s",
                                        member.getKey(),
                                        member.getValue().asText())));
            }
            options.out().flush();
        }

        private static void show(JsonNode revealed, PrintWriter to) {
            byte[] value = Base64.getDecoder().decode(revealed.path("value").asText());
            String text = new String(value, StandardCharsets.UTF_8);
            boolean printable = text.chars().allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                    && !text.contains("\uFFFD");
            to.println(
                    "value        " + (printable ? text : revealed.path("value").asText() + "  (base64)"));
            to.println("receipt      " + revealed.path("receipt").asText());
            to.flush();
        }
    }

    /** {@code serai secrets check}. */
    @Command(
            name = "check",
            description = {
                "Says what has to be seen to: secrets older than serai.secrets.max-age, secrets and certificates that end"
                        + " within 30 days, and backends that cannot be read.",
                "Looks at the secrets in use and at those that are named here."
            },
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:nothing was found", "1:something was found, or the gateway did not say", "2:wrong usage"
            },
            footerHeading = "%nExamples:%n",
            footer = {"  serai secrets check", "  serai secrets check tls-certificate siem-token --json"})
    static final class Check implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        @Parameters(paramLabel = "NAME", arity = "0..*", description = "Secrets that may not be in use yet.")
        private List<String> names = new ArrayList<>();

        @Override
        public Integer call() {
            List<String> paths = names.stream().map(options::path).toList();
            try (Gateway gateway = options.gateway()) {
                // Reads them; one that cannot be had is a finding below.
                paths.forEach(gateway.client()::get);
                JsonNode secrets = body(gateway.client().get(PATH)).path("secrets");
                List<Map<String, String>> findings = new ArrayList<>();
                secrets.forEach(secret -> secret.path("findings")
                        .forEach(finding -> findings.add(Map.of(
                                "secret", secret.path("name").asText(),
                                "kind", finding.path("kind").asText(),
                                "message", finding.path("message").asText()))));
                print(secrets.size(), findings);
                return findings.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
            }
        }

        private static String counted(int count, String what) {
            return count + " " + what + (count == 1 ? "" : "s");
        }

        private void print(int checked, List<Map<String, String>> findings) {
            PrintWriter out = options.out();
            if (options.json) {
                out.println(new ObjectMapper().valueToTree(Map.of("checked", checked, "findings", findings)));
            } else {
                findings.forEach(finding -> out.println(String.format(
                        Locale.ROOT,
                        "%-10s %s: %s",
                        finding.get("kind"),
                        finding.get("secret"),
                        finding.get("message"))));
                out.println(counted(checked, "secret") + " checked; " + counted(findings.size(), "finding"));
            }
            out.flush();
        }
    }
}
