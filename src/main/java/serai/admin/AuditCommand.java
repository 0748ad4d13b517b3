package serai.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import serai.audit.AuditVerifier;
import serai.audit.Finding;
import serai.audit.Verification;

/** Looks at the audit log without the gateway. */
@Command(name = "audit", description = "Checks the audit log.", mixinStandardHelpOptions = true)
final class AuditCommand {

    static final int INTACT = 0;
    static final int DAMAGED = 1;
    static final int NOT_READ = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Command(
            name = "verify",
            description =
                    "Reads the whole audit log and checks that no record was altered, removed or moved. Needs no key,"
                            + " writes nothing and works beside a running gateway.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:intact",
                "1:damaged; one line per finding",
                "2:wrong usage, no log there, or it cannot be read"
            },
            footerHeading = "%nExamples:%n",
            footer = {"  serai audit verify", "  serai audit verify --home /var/lib/serai --json"})
    int verify(
            @Mixin HomeOption home, @Option(names = "--json", description = "Print the result as JSON.") boolean json)
            throws IOException {
        Path log = home.directory().resolve("audit");
        try {
            Optional<Verification> verification = AuditVerifier.verify(log);
            return verification.isPresent() ? report(verification.get(), json) : none(log);
        } catch (IOException e) {
            err().println("The audit log in " + log + " cannot be read: check its permissions.");
            return NOT_READ;
        }
    }

    private int none(Path log) {
        err().println("There is no audit log in " + log + ": name the gateway's state with --home.");
        return NOT_READ;
    }

    private int report(Verification result, boolean json) throws IOException {
        if (json) {
            out().println(new ObjectMapper().writeValueAsString(asMap(result)));
        } else {
            result.findings().forEach(finding -> out().println(line(finding)));
            out().println((result.intact() ? "intact: " : "DAMAGED: ") + result.records() + " records in "
                    + result.segments() + " segments of log " + result.log());
        }
        out().flush();
        return result.intact() ? INTACT : DAMAGED;
    }

    private static Map<String, Object> asMap(Verification result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("intact", result.intact());
        map.put("log", result.log());
        map.put("segments", result.segments());
        map.put("records", result.records());
        map.put("findings", result.findings());
        return map;
    }

    private static String line(Finding finding) {
        return name(finding) + " " + finding.segment() + ":" + finding.line() + ": " + finding.message();
    }

    private static String name(Finding finding) {
        return finding.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
