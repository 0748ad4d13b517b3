package serai.admin;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serai serve}: the gateway, until it is stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves the gateway until it is stopped.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  serai serve --dev                     # development issuer, loopback only",
            "  serai serve --port 9000 --home /var/lib/serai"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped", "1:could not start; the reason is printed", "2:wrong usage"})
final class ServeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--port", defaultValue = "8080", description = "The port (default: ${DEFAULT-VALUE}; 0: any).")
    private int port;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "The address to listen on (default: loopback).")
    private @Nullable String address;

    @Option(names = "--dev", description = "The development profile: its own token issuer and users.")
    private boolean dev;

    @Override
    public Integer call() throws InterruptedException {
        try (GatewayServer server = GatewayServer.start(home.directory(), dev, port, address)) {
            spec.commandLine()
                    .getErr()
                    .println("serai serves on " + server.note().address() + " (" + (dev ? "development" : "production")
                            + " profile, home " + home.directory() + "). Ctrl-C stops it.");
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
