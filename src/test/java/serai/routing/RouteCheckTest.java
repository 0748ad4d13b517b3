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
}
