package serai.admin;

import picocli.CommandLine.Command;

/** The command {@code serai routes}. */
@Command(
        name = "routes",
        description = "Works on route files.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = RoutesCheckCommand.class)
final class RoutesCommand {}
