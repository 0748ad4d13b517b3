package serai.routing;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The JSON schema of Camel's YAML language: finds unknown words and wrong shapes.
 *
 * <p>Make one for each check and let it go: it grows with what it meets, to hundreds of megabytes when all of it is read.
 */
final class RouteSchema {

    private static final String RESOURCE = "/schema/camelYamlDsl.json";

    private final JsonSchema schema;

    RouteSchema() {
        // Camel reads every scalar as text: loose types spare the engineer quotes that Camel does not ask for.
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .typeLoose(true)
                .preloadJsonSchema(false)
                .locale(Locale.ENGLISH)
                .build();
        try (InputStream in = RouteSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("camel-yaml-dsl is not on the class path");
            }
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in, config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What does not fit, the deepest message of each place. */
    List<Finding> check(String file, RouteYaml yaml) {
        Set<ValidationMessage> messages = schema.validate(yaml.json());
        int deepest = messages.stream().mapToInt(RouteSchema::depth).max().orElse(0);
        List<Finding> findings = new ArrayList<>();
        messages.stream()
                .filter(message -> depth(message) == deepest || !"oneOf".equals(message.getType()))
                .sorted(Comparator.comparing(ValidationMessage::getMessage))
                .forEach(message -> findings.add(finding(file, yaml, message)));
        return findings.stream().distinct().toList();
    }

    private static int depth(ValidationMessage message) {
        return message.getInstanceLocation().getNameCount();
    }

    private static Finding finding(String file, RouteYaml yaml, ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        String property = message.getProperty();
        int line = yaml.line(property == null ? pointer : pointer + "/" + property);
        if ("additionalProperties".equals(message.getType())) {
            return new Finding(
                    file, line, "`" + property + "` is not a word of Camel's YAML here", "Correct or remove it");
        }
        String problem = message.getMessage().replaceFirst("^\\S*: ", "");
        return new Finding(file, line, "this does not fit Camel's YAML: " + problem, "Correct it");
    }
}
