package serai.admin;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import serai.routing.Finding;
import serai.routing.PlaceholderSettings;
import serai.routing.RouteCheck;
import serai.routing.StageBeans;

/** The command {@code serai routes check}: what the running gateway would say of these files. */
@Command(
        name = "check",
        description = {
            "Checks route files without starting anything: syntax, schema, the stage at every step,",
            "ids, and what Camel itself cannot build."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing found", "1:findings", "2:the directory cannot be read, or wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  serai routes check",
            "  serai routes check deploy/routes --config deploy/config",
            "  serai routes check --json | jq -r '.[].file'"
        })
final class RoutesCheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "routes",
            description = "The routes directory; default ${DEFAULT-VALUE}.")
    private Path directory = Path.of("routes");

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "config",
            description =
                    "Where application.yaml with the values of {{placeholders}} stands; default ${DEFAULT-VALUE}.")
    private Path config = Path.of("config");

    @Option(names = "--json", description = "Print the findings as a JSON array.")
    private boolean json;

    @Override
    public Integer call() {
        quiet();
        if (!Files.isDirectory(directory)) {
            spec.commandLine().getErr().println(directory + " is not a directory. Name the one that holds the routes.");
            return 2;
        }
        try {
            RouteCheck check = new RouteCheck(StageBeans.shipped(), PlaceholderSettings.read(config));
            return print(check.check(directory));
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 2;
        }
    }

    private int print(List<Finding> findings) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writeValueAsString(findings));
        } else {
            findings.forEach(out::println);
            out.println(findings.isEmpty() ? "The routes are in order." : findings.size() + " to correct.");
        }
        out.flush();
        return findings.isEmpty() ? 0 : 1;
    }

    /** Libraries tell at length how they start and what they pass over; here only the findings matter. */
    private static void quiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            Map.of(Logger.ROOT_LOGGER_NAME, Level.ERROR, "org.apache.camel", Level.OFF)
                    .forEach((name, level) -> loggers.getLogger(name).setLevel(level));
        }
    }
}
