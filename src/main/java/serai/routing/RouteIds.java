package serai.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ids across all files: unique, and present on every step that leaves the routes. */
final class RouteIds {

    private static final Set<String> OUTGOING = Set.of("to", "toD", "wireTap", "enrich", "pollEnrich");

    private RouteIds() {}

    static List<Finding> check(Map<String, RouteYaml> files) {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        files.forEach((file, yaml) -> {
            for (RouteYaml.Scalar scalar : yaml.scalars()) {
                if (isId(scalar)) {
                    String place = file + ":" + scalar.line();
                    String first = places.putIfAbsent(scalar.value(), place);
                    if (first != null) {
                        findings.add(new Finding(
                                file,
                                scalar.line(),
                                "the id `" + scalar.value() + "` is taken by " + first,
                                "Choose another"));
                    }
                }
                checkOutgoing(file, yaml, scalar, findings);
            }
        });
        return findings;
    }

    private static boolean isId(RouteYaml.Scalar scalar) {
        return (scalar.key().equals("id") || scalar.key().equals("routeId"))
                && !scalar.pointer().contains("/parameters/");
    }

    private static void checkOutgoing(String file, RouteYaml yaml, RouteYaml.Scalar scalar, List<Finding> findings) {
        String step = scalar.key().equals("uri") ? scalar.pointer().replaceFirst("/uri$", "") : scalar.pointer();
        String word = step.substring(step.lastIndexOf('/') + 1);
        boolean leaves = OUTGOING.contains(word) && !Addresses.isInternal(Addresses.scheme(scalar.value()));
        boolean isUri = scalar.key().equals("uri") || scalar.key().equals(word);
        if (leaves && isUri && !yaml.json().at(step + "/id").isTextual()) {
            findings.add(new Finding(
                    file,
                    scalar.line(),
                    "the step that sends to `" + Addresses.scheme(scalar.value()) + ":` has no id",
                    "Write `" + word + ": {id: NAME, uri: …}`, so that tests and metrics can name it"));
        }
    }
}
