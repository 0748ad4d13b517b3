package serai.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code serai ingest}: files and folders into the gateway. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Stores files and folders (.md .txt .html .pdf .docx .csv .json .eml).",
            "A label comes from --label, else from a labels.yaml beside the files, else from --preset.",
            "Run it again after an interruption: what is stored already is left as it is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  serai ingest handbook/ --preset public",
            "  serai ingest report.pdf --label classification=2 --label departments=hr --label restricted_locations="
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is stored",
            "1:something was refused; each file and reason is printed",
            "2:wrong usage"
        })
final class IngestCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "A file, or a folder with everything below it.")
    private List<Path> paths = List.of();

    @Option(names = "--label", paramLabel = "K=V", description = "A label; a list is comma-separated.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--preset", paramLabel = "NAME", description = "Labels by name, from the configuration.")
    private @Nullable String preset;

    @Option(names = "--dev", description = "Start the development profile when no gateway serves this home.")
    private boolean dev;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<SourceFile> files = new FileCollector().collect(paths);
        if (files.isEmpty()) {
            throw new CommandFailure("no file to ingest: serai reads " + String.join(" ", FileCollector.SUFFIXES));
        }
        try (Gateway gateway = Gateway.open(home.directory(), dev)) {
            Progress progress = new Progress(err, CommandLine.Help.Ansi.AUTO.enabled(), files.size());
            IngestSummary summary = new Uploader(gateway.client(), labels, preset).upload(files, progress);
            out.println(json ? summary.json() : summary.text());
            out.flush();
            return summary.refused().isEmpty() ? 0 : 1;
        }
    }
}
