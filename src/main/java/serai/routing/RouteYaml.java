package serai.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One route file as a tree that knows its lines, read by the parser that Camel uses. */
final class RouteYaml {

    /** A scalar and where it stands: its JSON pointer, key and line. */
    record Scalar(String pointer, String key, String value, int line) {}

    private final String file;
    private final JsonNode json;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, Integer> keyLines = new HashMap<>();
    private final List<Scalar> scalars = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private RouteYaml(String file, Optional<Node> root) {
        this.file = file;
        this.json = root.map(node -> convert(node, "", "")).orElseGet(JsonNodeFactory.instance::arrayNode);
    }

    /** Parses a file; what is not YAML becomes an empty tree with a finding. */
    static RouteYaml parse(String file, String text) {
        LoadSettings settings =
                LoadSettings.builder().setUseMarks(true).setLabel(file).build();
        try {
            return new RouteYaml(file, new Compose(settings).composeString(text));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            return broken(file, line, e.getProblem());
        } catch (YamlEngineException e) {
            return broken(
                    file, 1, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static RouteYaml broken(String file, int line, String problem) {
        RouteYaml yaml = new RouteYaml(file, Optional.empty());
        yaml.findings.add(new Finding(file, line, "not YAML: " + problem, "Correct the syntax near this line"));
        return yaml;
    }

    private JsonNode convert(Node node, String pointer, String key) {
        lines.putIfAbsent(pointer, line(node));
        if (!seen.add(node)) {
            report(node, "a YAML alias", "Write the repeated part out");
            return JsonNodeFactory.instance.nullNode();
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, pointer);
            case SequenceNode sequence -> array(sequence, pointer, key);
            case ScalarNode scalar -> scalar(scalar, pointer, key);
            default -> JsonNodeFactory.instance.nullNode();
        };
    }

    private ObjectNode object(MappingNode mapping, String pointer) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Set<String> keys = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!keys.add(key)) {
                report(tuple.getKeyNode(), "the key `" + key + "` stands here twice", "Remove one of the two");
            }
            String child = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            lines.put(child, line(tuple.getKeyNode()));
            keyLines.putIfAbsent(key + "@" + line(tuple.getValueNode()), line(tuple.getKeyNode()));
            object.set(key, convert(tuple.getValueNode(), child, key));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, String pointer, String key) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        int index = 0;
        for (Node item : sequence.getValue()) {
            array.add(convert(item, pointer + "/" + index++, key));
        }
        return array;
    }

    private JsonNode scalar(ScalarNode scalar, String pointer, String key) {
        scalars.add(new Scalar(pointer, key, scalar.getValue(), lines.getOrDefault(pointer, line(scalar))));
        return JsonNodeFactory.instance.textNode(scalar.getValue());
    }

    private void report(Node node, String problem, String remedy) {
        findings.add(new Finding(file, line(node), problem, remedy));
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** The tree; every scalar is text, as Camel reads it. */
    JsonNode json() {
        return json;
    }

    List<Scalar> scalars() {
        return scalars;
    }

    /** What is wrong with the YAML itself. */
    List<Finding> findings() {
        return findings;
    }

    /** The line of a JSON pointer, or of the nearest parent that has one. */
    int line(String pointer) {
        for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return lines.getOrDefault("", 1);
    }

    /**
     * The line on which the engineer reads a node of Camel's model.
     *
     * @param camelLine as Camel reports it: right for {@code to: direct:a}, but for a node with keys of its own one too
     *     low, and of the first of these keys
     * @param words the node in Camel's words, to tell the two apart
     */
    int line(int camelLine, String key, String words) {
        boolean isShort = scalars.stream()
                .anyMatch(scalar ->
                        scalar.line() == camelLine && scalar.key().equals(key) && words.contains(scalar.value()));
        return isShort ? camelLine : keyLines.getOrDefault(key + "@" + (camelLine + 1), Math.max(1, camelLine + 1));
    }

    /** Whether a route with this id stands here. */
    boolean declares(String id) {
        return scalars.stream().anyMatch(scalar -> isRouteId(scalar, id));
    }

    /** The line of the route with this id. */
    int lineOfId(String id) {
        return scalars.stream()
                .filter(scalar -> isRouteId(scalar, id))
                .mapToInt(Scalar::line)
                .findFirst()
                .orElse(1);
    }

    private static boolean isRouteId(Scalar scalar, String id) {
        return scalar.value().equals(id) && scalar.pointer().matches("/\\d+/(route/id|templatedRoute/routeId|from/id)");
    }
}
