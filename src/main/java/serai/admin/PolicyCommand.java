package serai.admin;

import picocli.CommandLine.Command;

/** {@code serai policy}: tests and explains who may read what. */
@Command(
        name = "policy",
        description = "Tests and explains who may read what.",
        mixinStandardHelpOptions = true,
        subcommands = {PolicyTestCommand.class, PolicyExplainCommand.class})
final class PolicyCommand {}
