package serai.secrets.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;
import serai.routing.Finding;
import serai.routing.RouteCheck;
import serai.routing.StageBeans;

/** The settings and routes of the guide are usable as they stand there. */
final class SecretsGuideTest {

    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    private static final Map<String, Class<? extends BackendSettings>> RECORDS = Map.of(
            "vault", VaultSettings.class,
            "aws", AwsSettings.class,
            "azure", AzureSettings.class,
            "gcp", GcpSettings.class);

    private static List<String> snippets(String start) throws IOException {
        return YAML.matcher(Files.readString(Path.of("docs", "guide", "secrets.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```yaml\n".length(), block.length() - "```".length()))
                .filter(block -> block.startsWith(start))
                .toList();
    }

    private static String snippet(String part) throws IOException {
        return snippets("- route:").stream()
                .filter(block -> block.contains(part))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLookupFromARoutePassesTheCheck(@TempDir Path routes) throws IOException {
        Files.writeString(routes.resolve("siem.camel.yaml"), snippet("id: siem"));

        List<Finding> findings = new RouteCheck(StageBeans.shipped(), setting -> Optional.empty()).check(routes);

        assertThat(findings)
                .filteredOn(finding -> finding.toString().startsWith("siem"))
                .isEmpty();
    }

    @Test
    void theSettingsOfEveryBackendAreComplete() throws IOException {
        String all = String.join("---\n", snippets("serai:"));
        var sources = new YamlPropertySourceLoader()
                .load("guide", new ByteArrayResource(all.getBytes(StandardCharsets.UTF_8)));
        Binder binder = new Binder(ConfigurationPropertySources.from(sources));

        assertThat(SecretRoutes.names()).containsExactlyInAnyOrderElementsOf(RECORDS.keySet());
        RECORDS.forEach((name, record) -> assertThat(binder.bind("serai.secrets." + name, Bindable.of(record))
                        .get()
                        .missing())
                .as(name)
                .isEmpty());
    }

    @Test
    void theHookAndTheShippedFilesPassTheCheck(@TempDir Path routes) throws IOException {
        Files.createDirectory(routes.resolve("secrets"));
        Files.writeString(routes.resolve("secrets/rotate-hec-token.camel.yaml"), snippet("id: rotate-hec-token"));
        for (String name : SecretRoutes.names()) {
            Files.copy(
                    Path.of("routes", "secrets", name + ".camel.yaml"),
                    routes.resolve("secrets").resolve(name + ".camel.yaml"));
        }

        List<Finding> findings = new RouteCheck(StageBeans.shipped(), setting -> Optional.empty()).check(routes);

        assertThat(findings)
                .filteredOn(finding -> finding.toString().startsWith("secrets/"))
                .isEmpty();
    }
}
