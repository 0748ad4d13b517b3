package serai.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteCheckTest {

    @Test
    void findsNothingInTheShippedRoutes() {
        assertThat(ShippedRoutes.check(ShippedRoutes.set())).isEmpty();
    }

    @Test
    void namesFileLineAndRemedyOfAMissingStep() {
        String text = ShippedRoutes.text("answer.camel.yaml").replaceFirst(".*accessGate.*\n", "");

        assertThat(ShippedRoutes.check(ShippedRoutes.with("answer.camel.yaml", text)))
                .containsExactly(
                        "answer.camel.yaml:9: `retriever.retrieve` takes an AuthorizedQuery, but ScrubbedQuery arrives. "
                                + "Insert `bean: {ref: accessGate, method: authorize}` before line 9.");
    }

    @Test
    void readsTheRoutesOfSecretBackendsForTheirWordsAlone() {
        String text = """
                - route:
                    id: cloud-read
                    description: Reads a secret.
                    from:
                      uri: direct:cloud-read
                      steps:
                        - process: { id: cloud-read-call, ref: aBeanOfAnotherContext }
                """;

        assertThat(ShippedRoutes.check(ShippedRoutes.with("secrets/cloud.camel.yaml", text)))
                .isEmpty();
        assertThat(ShippedRoutes.check(ShippedRoutes.with("cloud.camel.yaml", text)))
                .isNotEmpty();
    }

    @Test
    void findsUnknownWordsAndTakenIdsInTheRoutesOfSecretBackends() {
        String text = """
                - route:
                    id: answer
                    description: Reads a secret.
                    from:
                      uri: direct:cloud-read
                      steps:
                        - proces: { id: cloud-read-call, ref: x }
                """;

        assertThat(ShippedRoutes.check(ShippedRoutes.with("secrets/cloud.camel.yaml", text)))
                .anyMatch(finding -> finding.startsWith("secrets/cloud.camel.yaml:7: ") && finding.contains("proces"))
                .anyMatch(finding -> finding.startsWith("secrets/cloud.camel.yaml:2: the id `answer` is taken"));
    }
}
