package serai.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code serai secrets history}: the versions of a secret and how far each has come. */
@Command(
        name = "history",
        description = "Lists the versions of a secret with their phases, newest first, without their values.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "1:it cannot be had; the reason is printed", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {"  serai secrets history kek", "  serai secrets history audit-hmac --json"})
final class SecretsHistoryCommand implements Callable<Integer> {

    @Mixin
    private SecretsCommand.Options options = new SecretsCommand.Options();

    @Parameters(paramLabel = "NAME", description = "The secret.")
    private String name = "";

    @Override
    public Integer call() {
        try (Gateway gateway = options.gateway()) {
            print(SecretsCommand.body(gateway.client().get(options.path(name) + "/rotation")), options);
            return ExitCode.OK;
        }
    }

    static void print(JsonNode rotation, SecretsCommand.Options options) {
        if (options.json()) {
            options.out().println(rotation);
        } else {
            options.out().println(row("VERSION", "PHASE", "CREATED", "SINCE"));
            rotation.path("versions")
                    .forEach(version -> options.out()
                            .println(row(
                                    version.path("version").asText(),
                                    version.path("phase").asText(),
                                    time(version.path("created")),
                                    time(version.path("since")))));
            options.out()
                    .println(rotation.has("due") ? "next step: " + time(rotation.path("due")) : "no step is to come");
        }
        options.out().flush();
    }

    private static String time(JsonNode instant) {
        return instant.isMissingNode()
                ? "-"
                : Instant.parse(instant.asText())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
    }

    private static String row(String version, String phase, String created, String since) {
        return String.format(Locale.ROOT, "%-32s %-9s %-20s %s", version, phase, created, since);
    }
}
