package serai.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.Test;
import serai.query.ProblemType;

class HttpSurfaceTest {

    @Test
    void answersAQuestion() throws JsonProcessingException {
        HttpResponse<String> response = Gateway.ask("Where do camels rest?");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode body = new ObjectMapper().readTree(response.body());
        assertThat(body.path("answer").asText()).isEqualTo("For marco.");
        assertThat(body.path("citations").path(0).path("documentId").asText()).isEqualTo("rules");
        assertThat(body.path("masked").path("PERSON").asInt()).isEqualTo(1);
        assertThat(body.path("receipt").asText()).isEqualTo("receipt-1");
    }

    @Test
    void findsAsManyPassagesAsAsked() throws JsonProcessingException {
        HttpResponse<String> response = Gateway.post("/v1/search", "{\"question\":\"camels\",\"limit\":3}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(response.body()).path("passages"))
                .hasSize(3);
    }

    @Test
    void servesItsContractToEveryone() {
        HttpResponse<String> response = Gateway.send(
                HttpRequest.newBuilder(Gateway.uri("/openapi.yaml")).GET());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("openapi:");
    }

    @Test
    void aCallWhoseRouteDoesNotRunIsToBeTriedAgain() throws Exception {
        RouteController routes = Gateway.CONTEXT.getBean(CamelContext.class).getRouteController();
        routes.stopRoute("http-search");
        try {
            HttpResponse<String> response = Gateway.post("/v1/search", "{\"question\":\"camels\"}");

            ProblemsTest.assertProblem(response, ProblemType.UNAVAILABLE);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
        } finally {
            routes.startRoute("http-search");
        }
        assertThat(Gateway.post("/v1/search", "{\"question\":\"camels\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aMethodThatACallDoesNotHaveIsAnsweredWithThoseItHas() {
        HttpResponse<String> response = Gateway.send(
                Gateway.request("/v1/documents/rules").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("DELETE,GET");
    }
}
