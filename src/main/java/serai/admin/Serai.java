package serai.admin;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import serai.query.ProblemException;

/** The command {@code serai}. */
@Command(
        name = "serai",
        description = "Answers questions over your documents; shows nobody what they may not read.",
        mixinStandardHelpOptions = true)
public final class Serai {

    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            ServeCommand.class,
            IngestCommand.class,
            AskCommand.class,
            TokenCommand.class,
            RoutesCommand.class,
            PolicyCommand.class,
            PrivacyCommand.class,
            SecretsCommand.class,
            AuditCommand.class);

    Serai() {}

    public static void main(String[] args) {
        System.exit(
                commandLine(args).setExecutionExceptionHandler(Serai::explain).execute(args));
    }

    /** Only the command that is called is read, for reading all of them takes longer than most of them run. */
    static CommandLine commandLine(String... args) {
        Optional<Class<?>> called = COMMANDS.stream()
                .filter(command -> args.length > 0 && name(command).equals(args[0]))
                .findFirst();
        CommandLine line = new CommandLine(new Serai());
        called.map(List::<Class<?>>of).orElse(COMMANDS).forEach(line::addSubcommand);
        return line;
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    /** A failure is one line that says what is wrong; a defect names its class, for a report. */
    private static int explain(Exception failure, CommandLine command, ParseResult call) {
        boolean expected = failure instanceof CommandFailure || failure instanceof ProblemException;
        String message = expected ? String.valueOf(failure.getMessage()) : "unexpected failure: " + failure;
        command.getErr().println(command.getColorScheme().errorText("serai: " + message));
        return CommandLine.ExitCode.SOFTWARE;
    }
}
