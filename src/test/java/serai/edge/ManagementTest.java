package serai.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import serai.query.ProblemType;

class ManagementTest {

    private static HttpResponse<String> get(String path) {
        int port = Gateway.CONTEXT.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        return Gateway.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
    }

    @Test
    void tellsThatItLivesAndIsReady() {
        assertThat(get("/health/live").body()).contains("\"status\":\"UP\"");
        assertThat(get("/health/ready").body()).contains("\"status\":\"UP\"");
    }

    @Test
    void measuresEachStep() {
        Gateway.ask("Where do camels rest?");

        assertThat(get("/metrics").body())
                .contains("serai_stage_seconds_count{step=\"intake.receive\"}", "step=\"answerGate.release\"");
    }

    @Test
    void measuresRequestsByThePathOfTheirCall() {
        Gateway.send(Gateway.request("/v1/documents/rules").GET());

        assertThat(get("/metrics").body())
                .contains("uri=\"/v1/documents/{id}\"")
                .doesNotContain("rules");
    }

    @Test
    void showsNothingElse() {
        assertThat(get("/env").statusCode()).isEqualTo(401);
        assertThat(get("/beans").statusCode()).isEqualTo(401);
        ProblemsTest.assertProblem(Gateway.send(Gateway.request("/health/ready").GET()), ProblemType.NOT_FOUND);
        ProblemsTest.assertProblem(Gateway.send(Gateway.request("/metrics").GET()), ProblemType.NOT_FOUND);
    }
}
