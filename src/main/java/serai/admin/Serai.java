package serai.admin;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code serai}. */
@Command(
        name = "serai",
        description = "Answers questions over your documents; shows nobody what they may not read.",
        mixinStandardHelpOptions = true,
        subcommands = {AuditCommand.class, PolicyCommand.class, PrivacyCommand.class})
public final class Serai {

    private Serai() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Serai()).execute(args));
    }
}
