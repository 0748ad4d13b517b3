package serai.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import serai.query.ProblemType;

/** The contract and the routes say the same. */
class ContractTest {

    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch");

    private static JsonNode read(String file) throws IOException {
        return new YAMLMapper().readTree(new File(file));
    }

    private static Set<String> promised() throws IOException {
        Set<String> calls = new TreeSet<>();
        read("config/openapi.yaml")
                .path("paths")
                .properties()
                .forEach(path -> METHODS.stream().filter(path.getValue()::has).forEach(method -> {
                    Set<String> types = new TreeSet<>();
                    path.getValue()
                            .path(method)
                            .path("requestBody")
                            .path("content")
                            .fieldNames()
                            .forEachRemaining(types::add);
                    calls.add(method + " " + path.getKey() + " " + types);
                }));
        return calls;
    }

    private static Set<String> routed() throws IOException {
        Set<String> calls = new TreeSet<>();
        for (JsonNode entry : read("routes/edge.camel.yaml")) {
            JsonNode from = entry.path("route").path("from");
            String consumes = from.path("parameters").path("consumes").asText();
            calls.add(
                    from.path("parameters").path("httpMethodRestrict").asText().toLowerCase(java.util.Locale.ROOT)
                            + " " + from.path("uri").asText().substring("platform-http:".length())
                            + " "
                            + new TreeSet<>(consumes.isEmpty() ? List.of() : Arrays.asList(consumes.split(",", -1))));
        }
        return calls;
    }

    @Test
    void everyCallHasARouteAndEveryRouteIsACall() throws IOException {
        assertThat(routed()).isEqualTo(promised());
    }

    @Test
    void everyStatusOfTheContractIsAKnownOne() throws IOException {
        Set<Integer> known = new TreeSet<>(Set.of(200, 201));
        Arrays.stream(ProblemType.values()).map(ProblemType::status).forEach(known::add);
        Set<Integer> promised = new TreeSet<>();
        for (JsonNode path : read("config/openapi.yaml").path("paths")) {
            for (JsonNode call : path) {
                call.path("responses").fieldNames().forEachRemaining(status -> promised.add(Integer.valueOf(status)));
            }
        }
        assertThat(known).containsAll(promised);
        // Each kind of failure but those that every call has is promised by some call.
        known.removeAll(promised);
        assertThat(known).containsExactly(405, 500);
    }

    @Test
    void everyHttpRouteWaitsForSwaps() throws IOException {
        for (JsonNode entry : read("routes/edge.camel.yaml")) {
            assertThat(entry.path("route").path("routeConfigurationId").asText())
                    .isEqualTo("swap-safe");
            assertThat(entry.path("route")
                            .path("from")
                            .path("parameters")
                            .path("httpMethodRestrict")
                            .asText())
                    .doesNotContain(" ", ",");
        }
    }
}
