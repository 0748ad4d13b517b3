package serai.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import serai.privacy.PiiSpan;
import serai.privacy.PrivacyEngine;
import serai.privacy.PrivacyEvaluation;
import serai.privacy.Score;
import serai.secrets.SecretUnavailableException;

/** {@code serai privacy}: looks for personal data, and measures how well that is found; needs no gateway. */
@Command(
        name = "privacy",
        description = "Finds personal data in files, and measures how well it is found.",
        mixinStandardHelpOptions = true,
        subcommands = {PrivacyCommand.ScanFile.class, PrivacyCommand.Eval.class})
final class PrivacyCommand {

    private static final Duration ALLOWED = Duration.ofMinutes(5);
    private static final long LARGEST_FILE = 64L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the rules are, and the engine they make. */
    static final class Rules {
        @Option(
                names = "--rules",
                paramLabel = "FILE",
                defaultValue = "config/privacy.yaml",
                description = "The privacy rules (default: ${DEFAULT-VALUE}).")
        private Path file = Path.of("config/privacy.yaml");

        @Spec(Spec.Target.MIXEE)
        private CommandSpec command = CommandSpec.create();

        PrivacyEngine engine() {
            try {
                return PrivacyEngine.of(file, ALLOWED, name -> {
                    throw new SecretUnavailableException(name + " is not needed to find personal data", null);
                });
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command.commandLine(), e.getMessage(), e);
            }
        }

        Path readable(Path path) {
            if (!Files.isReadable(path) || Files.isDirectory(path)) {
                throw new ParameterException(command.commandLine(), path + " is no readable file");
            }
            return path;
        }

        PrintWriter out() {
            return command.commandLine().getOut();
        }
    }

    @Command(
            name = "scan",
            description = "Says which personal data a UTF-8 text file holds, and where.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:the file was scanned", "1:the file could not be scanned", "2:wrong usage or rules"},
            footerHeading = "%nExamples:%n",
            footer = {"  serai privacy scan letter.txt", "  serai privacy scan letter.txt --json"})
    static final class ScanFile implements Callable<Integer> {
        @Mixin
        private Rules rules = new Rules();

        @Parameters(paramLabel = "FILE", description = "A UTF-8 text file of at most 64 MiB.")
        private Path file = Path.of("");

        @Option(names = "--show", description = "Print the values too.")
        private boolean show;

        @Option(names = "--json", description = "Print JSON: a list of objects.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            PrivacyEngine engine = rules.engine();
            if (Files.size(rules.readable(file)) > LARGEST_FILE) {
                throw new IOException(file + " is larger than 64 MiB; split it");
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            List<PiiSpan> spans = engine.find(text);
            List<Map<String, Object>> findings = findings(text, spans);
            if (json) {
                rules.out().println(JSON.writeValueAsString(findings));
            } else {
                findings.forEach(this::print);
            }
            rules.out().flush();
            return 0;
        }

        private List<Map<String, Object>> findings(String text, List<PiiSpan> spans) {
            Position position = new Position(text);
            return spans.stream().map(span -> finding(text, span, position)).toList();
        }

        private Map<String, Object> finding(String text, PiiSpan span, Position position) {
            position.moveTo(span.start());
            Map<String, Object> finding = new LinkedHashMap<>();
            finding.put("entity", span.entity());
            finding.put("line", position.line);
            finding.put("column", position.column);
            finding.put("length", text.codePointCount(span.start(), span.end()));
            finding.put("score", span.score());
            if (show) {
                finding.put("value", text.substring(span.start(), span.end()));
            }
            return finding;
        }

        private void print(Map<String, Object> finding) {
            String line = String.format(
                    Locale.ROOT, "%-16s %s:%s", finding.get("entity"), finding.get("line"), finding.get("column"));
            rules.out().println(show ? line + "  " + finding.get("value") : line);
        }
    }

    /** Line and column, from 1, of a place that only moves forward; columns count code points. */
    private static final class Position {
        private final String text;
        private int at;
        private int line = 1;
        private int column = 1;

        Position(String text) {
            this.text = text;
        }

        void moveTo(int target) {
            while (at < target) {
                int c = text.codePointAt(at);
                line += c == '\n' ? 1 : 0;
                column = c == '\n' ? 1 : column + 1;
                at += Character.charCount(c);
            }
        }
    }

    @Command(
            name = "eval",
            description = "Measures the engine on labelled texts (JSON lines; offsets count code points).",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:the cases were judged", "1:the cases could not be judged", "2:wrong usage or rules"},
            footerHeading = "%nA line is one of:%n",
            footer = {
                "  {\"entity\": \"US_SSN\", \"text\": \"...\", \"spans\": [[0, 11]]}   judged on that entity alone",
                "  {\"text\": \"...\", \"spans\": [[0, 11, \"US_SSN\"]]}             judged on all entities",
                "",
                "Examples:",
                "  serai privacy eval cases.jsonl",
                "  serai privacy eval cases.jsonl --json"
            })
    static final class Eval implements Callable<Integer> {
        @Mixin
        private Rules rules = new Rules();

        @Parameters(paramLabel = "CASES", description = "A file of JSON lines.")
        private Path file = Path.of("");

        @Option(names = "--json", description = "Print JSON: overall and per entity.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            var result = PrivacyEvaluation.of(rules.engine(), rules.readable(file));
            if (json) {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("overall", result.overall());
                figures.put("entities", result.entities());
                rules.out().println(JSON.writeValueAsString(figures));
            } else {
                print(result);
            }
            rules.out().flush();
            return 0;
        }

        private void print(PrivacyEvaluation.Result result) {
            PrintWriter out = rules.out();
            out.println("entity            precision  recall     f2    leak  overMask");
            result.entities().forEach((entity, score) -> out.println(row(entity, score)));
            out.println(row("overall", result.overall()));
            int skipped = result.skipped().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            out.println();
            out.println(result.cases() + " cases judged; " + skipped + " cases or spans skipped"
                    + (skipped == 0 ? "" : ", of entities the rules do not name: " + result.skipped()));
        }

        private static String row(String name, Score score) {
            return String.format(
                    Locale.ROOT,
                    "%-17s %9.4f %7.4f %6.4f %7.4f %9.4f",
                    name,
                    score.precision(),
                    score.recall(),
                    score.f2(),
                    score.leak(),
                    score.overMask());
        }
    }
}
