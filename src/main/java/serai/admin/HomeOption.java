package serai.admin;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --home}, the same for every command. */
final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Where state lives (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("data");

    Path directory() {
        return directory;
    }
}
