package serai.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

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
}
