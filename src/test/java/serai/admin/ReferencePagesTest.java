package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The reference pages are made of the code, so they say what it does. */
class ReferencePagesTest {

    private static final String REGENERATE = "mvn test -Dtest=ReferencePagesTest -Dserai.regenerate=true";
    private static final Pattern CODE = Pattern.compile("\\{@code ([^{}]*(?:\\{[^}]*})?[^}]*)}");
    private static final Path PAGES = Path.of("docs", "reference");

    @Test
    void theSettingsPageSaysWhatTheSettingsAre() throws IOException {
        assertThatPageIs("configuration.md", settings());
    }

    @Test
    void theCommandLinePageSaysWhatTheCommandsAre() throws IOException {
        StringBuilder page = new StringBuilder("# Command line\n\n" + note("the commands"));
        CommandLine serai = Serai.commandLine().setUsageHelpWidth(100);
        describe(serai, page);
        assertThatPageIs("command-line.md", page.toString());
    }

    private static void assertThatPageIs(String name, String text) throws IOException {
        Path page = PAGES.resolve(name);
        if (Boolean.getBoolean("serai.regenerate")) {
            Files.writeString(page, text);
        }
        assertThat(page)
                .as("%s differs from the code; regenerate it: %s", page, REGENERATE)
                .content()
                .isEqualTo(text);
    }

    private static String note(String source) {
        return "<!-- Made of " + source + ": " + REGENERATE + " -->\n\n";
    }

    private static String settings() throws IOException {
        StringBuilder page = new StringBuilder("# Settings\n\n" + note("the settings records"));
        page.append("""
                In [`config/application.yaml`](../../config/application.yaml), or as an environment variable such as
                `SERAI_INTAKE_MAXLIMIT` for `serai.intake.max-limit`. A setting that is not listed here keeps the gateway from
                starting, and so does a value out of its range; all mistakes are named at once. Names of environment variables
                are not checked, because container platforms set variables of their own.
                """);
        Map<String, JsonNode> byName = new TreeMap<>();
        JsonNode metadata = metadata();
        metadata.path("properties")
                .forEach(property -> byName.put(property.path("name").asText(), property));
        StreamSupport.stream(metadata.path("groups").spliterator(), false)
                .map(group -> group.path("name").asText())
                .sorted()
                .distinct()
                .forEach(group -> section(group, byName, page));
        return page.toString();
    }

    private static JsonNode metadata() throws IOException {
        try (InputStream in =
                ReferencePagesTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, "the configuration processor did not run"));
        }
    }

    private static void section(String group, Map<String, JsonNode> byName, StringBuilder page) {
        page.append("\n## `").append(group).append("`\n\n| setting | default | |\n|---|---|---|\n");
        byName.forEach((name, property) -> {
            if (name.startsWith(group + ".") && name.indexOf('.', group.length() + 1) < 0) {
                page.append("| `")
                        .append(name)
                        .append("` | ")
                        .append(defaultOf(property))
                        .append(" | ")
                        .append(CODE.matcher(property.path("description").asText())
                                .replaceAll("`$1`"))
                        .append(" |\n");
            }
        });
    }

    private static String defaultOf(JsonNode property) {
        JsonNode value = property.path("defaultValue");
        String text = value.isArray()
                ? String.join(
                        ", ",
                        StreamSupport.stream(value.spliterator(), false)
                                .map(JsonNode::asText)
                                .toList())
                : value.asText();
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static void describe(CommandLine command, StringBuilder page) {
        page.append("## `")
                .append(command.getCommandSpec().qualifiedName())
                .append("`\n\n```text\n")
                .append(command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                        .replace(System.lineSeparator(), "\n")
                        .stripTrailing())
                .append("\n```\n");
        command.getSubcommands().values().forEach(subcommand -> {
            page.append('\n');
            describe(subcommand, page);
        });
    }
}
