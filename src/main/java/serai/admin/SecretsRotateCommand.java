package serai.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code serai secrets rotate}: begins the rotation of a secret, or undoes it. */
@Command(
        name = "rotate",
        description = {
            "Begins the rotation of a secret; the gateway takes the next steps by itself.",
            "A key of the gateway's own is made anew, a secret with a hook by its issuer; any other is read again."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:begun or undone", "1:the gateway did not; the reason is printed", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  serai secrets rotate kek",
            "  serai secrets rotate openai-api-key --json",
            "  serai secrets rotate audit-hmac --abort"
        })
final class SecretsRotateCommand implements Callable<Integer> {

    @Mixin
    private SecretsCommand.Options options = new SecretsCommand.Options();

    @Parameters(paramLabel = "NAME", description = "The secret.")
    private String name = "";

    @Option(names = "--abort", description = "Undo the rotation that is under way.")
    private boolean abort;

    @Override
    public Integer call() {
        String path = options.path(name) + "/rotation";
        try (Gateway gateway = options.gateway()) {
            JsonNode rotation = SecretsCommand.body(
                    abort ? gateway.client().delete(path) : gateway.client().post(path, Map.of()));
            SecretsHistoryCommand.print(rotation, options);
            return ExitCode.OK;
        }
    }
}
