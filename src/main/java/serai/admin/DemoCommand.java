package serai.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serai demo}: the product in one minute. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the development profile, loads the sample papers and asks one question as three people.",
            "Keeps serving, so that you can go on from there."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  serai demo", "  serai demo --once --home /tmp/demo     # asks and stops"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "1:something failed; the reason is printed", "2:wrong usage"})
final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--once", description = "Stop afterwards, on any free port.")
    private boolean once;

    @Option(names = "--port", defaultValue = "8080", description = "The port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DemoScript script = new DemoScript(spec.commandLine());
        script.opening();
        try (Gateway gateway = Gateway.open(home.directory(), true, once ? 0 : port)) {
            script.load(gateway.client(), List.of(Path.of("config", "sample")));
            script.ask(gateway.client(), user -> DevelopmentTokens.token(home.directory(), user));
            script.verify(home.directory());
            if (!once) {
                script.goOn(gateway.client().address(), gateway.isOwn());
                if (gateway.isOwn()) {
                    new CountDownLatch(1).await();
                }
            }
        }
        return 0;
    }
}
