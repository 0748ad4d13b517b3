package serai.admin;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import serai.query.ProblemException;

/** The command {@code serai}. */
@Command(
        name = "serai",
        description = "Answers questions over your documents; shows nobody what they may not read.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            IngestCommand.class,
            AskCommand.class,
            TokenCommand.class,
            RoutesCommand.class,
            PolicyCommand.class,
            PrivacyCommand.class,
            AuditCommand.class
        })
public final class Serai {

    Serai() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Serai())
                .setExecutionExceptionHandler(Serai::explain)
                .execute(args));
    }

    /** A failure is one line that says what is wrong; a defect names its class, for a report. */
    private static int explain(Exception failure, CommandLine command, ParseResult call) {
        boolean expected = failure instanceof CommandFailure || failure instanceof ProblemException;
        String message = expected ? String.valueOf(failure.getMessage()) : "unexpected failure: " + failure;
        command.getErr().println(command.getColorScheme().errorText("serai: " + message));
        return CommandLine.ExitCode.SOFTWARE;
    }
}
