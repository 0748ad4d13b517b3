package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serai.edge.MalformedRequests;

/** Malformed requests against the whole gateway, with the rights of whoever may write. */
class HostileClientIT {

    private static final LiveGateway GATEWAY = LiveGateway.shared();

    @Test
    void malformedRequestsNeverFailAreNeverEchoedAndTheGatewayServesOn() throws IOException {
        Map<String, Integer> seen = MalformedRequests.send(GATEWAY.port(), List.of(GATEWAY.token("keeper")));

        assertThat(GATEWAY.ask("guest", "When do the gates close?").status()).isEqualTo(200);
        assertThat(GATEWAY.health("ready").status()).isEqualTo(200);
        assertThat(GATEWAY.auditIsIntact()).isTrue();
        assertThat(seen.keySet()).as("%s", seen).contains("400", "401", "404", "405", "413", "415", "422");
    }

    /** On the configuration that ships: the tests of the edge bring their own. */
    @Test
    void theManagementPortShowsHealthAndMetricsAndNothingElse() throws Exception {
        GATEWAY.ask("guest", "When do the gates close?");

        assertThat(get("/metrics").body())
                .contains("serai_stage_seconds_count", "uri=\"/v1/query\"", "jvm_memory_used_bytes");
        assertThat(get("/env").statusCode()).isEqualTo(401);
        assertThat(get("/heapdump").statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(GATEWAY.management(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
