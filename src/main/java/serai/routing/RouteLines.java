package serai.routing;

import java.util.Map;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/** Says where in the files a node of Camel's model stands. */
record RouteLines(Map<String, RouteYaml> files) {

    Finding finding(ProcessorDefinition<?> at, String problem, String remedy) {
        return new Finding(file(at), line(at), problem, remedy);
    }

    String file(ProcessorDefinition<?> at) {
        for (ProcessorDefinition<?> node = at; node != null; node = node.getParent()) {
            if (node.getLocation() != null) {
                return node.getLocation().replaceFirst("^mem:", "");
            }
        }
        return at instanceof RouteDefinition route ? fileOfId(route.getRouteId()) : "?";
    }

    int line(ProcessorDefinition<?> at) {
        RouteYaml yaml = files.get(file(at));
        if (yaml == null) {
            return 1;
        }
        if (at instanceof RouteDefinition route) {
            return yaml.lineOfId(route.getRouteId());
        }
        return yaml.line(at.getLineNumber(), at.getShortName(), at.toString());
    }

    /** The file that gives a route its id; templated routes have no location of their own. */
    String fileOfId(String id) {
        return files.entrySet().stream()
                .filter(file -> file.getValue().declares(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("?");
    }
}
