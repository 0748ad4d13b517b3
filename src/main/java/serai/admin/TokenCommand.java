package serai.admin;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import serai.intake.DevIssuer;
import serai.intake.DevUsers;
import serai.query.Home;

/** Prints a token of the development issuer. Works offline. */
@Command(
        name = "token",
        description = "Prints a token for a development user, valid for 8 hours in this home.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  curl -H \"Authorization: Bearer $(serai token keeper)\" ...",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the token is on standard output", "2:no such user, or no development issuer"})
final class TokenCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "A user of the users file.")
    private String user = "";

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--config", paramLabel = "DIR", description = "Where users.yaml lies (default: ./config).")
    private Path config = Path.of("config");

    @Override
    public Integer call() {
        try {
            Optional<DevIssuer> issuer = DevIssuer.existing(new Home(home.directory()), Clock.systemUTC());
            if (issuer.isEmpty()) {
                return refuse(
                        home.directory() + " has no development issuer: start its gateway with the profile dev first."
                                + " In production your identity provider issues the tokens.");
            }
            DevUsers users = DevUsers.read(config.resolve("users.yaml"));
            spec.commandLine().getOut().println(issuer.get().token(user, users.of(user)));
            return 0;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private int refuse(String why) {
        spec.commandLine().getErr().println(why);
        return 2;
    }
}
