package serai.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import serai.intake.LocalCredential;
import serai.query.ProblemType;

class SecretsHttpTest {

    private static HttpResponse<String> operator(String method, String path) {
        String credential = Gateway.CONTEXT.getBean(LocalCredential.class).value();
        return Gateway.send(HttpRequest.newBuilder(Gateway.uri(path))
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}")));
    }

    private static HttpRequest.Builder caller(String path, String scope) {
        return HttpRequest.newBuilder(Gateway.uri(path))
                .header(
                        "Authorization",
                        "Bearer " + Gateway.ISSUER.token("marco", claims -> claims.claim("scope", scope)))
                .header("Content-Type", "application/json");
    }

    private static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    @Test
    void tellsTheOperatorHowSecretsAreDoing() throws JsonProcessingException {
        HttpResponse<String> response = operator("GET", "/v1/secrets");

        JsonNode secret = json(response).path("secrets").path(0);
        assertThat(secret.path("name").asText()).isEqualTo("token");
        assertThat(secret.path("backend").asText()).isEqualTo("vault");
        assertThat(secret.path("ageSeconds").asLong()).isEqualTo(3_600);
        assertThat(response.body()).doesNotContain("hunter2", "aHVudGVyM");
    }

    @Test
    void tellsOfOneSecretWithoutItsValue() throws JsonProcessingException {
        HttpResponse<String> response = operator("GET", "/v1/secrets/token");

        assertThat(json(response).path("version").asText()).isEqualTo("v7");
        assertThat(response.body()).doesNotContain("hunter2");
    }

    @Test
    void aSecretThatCannotBeHadIsNotFound() {
        ProblemsTest.assertProblem(operator("GET", "/v1/secrets/other"), ProblemType.NOT_FOUND);
    }

    @Test
    void callersWithoutTheScopeLearnNothing() {
        for (String path : new String[] {"/v1/secrets", "/v1/secrets/token", "/v1/secrets/other"}) {
            ProblemsTest.assertProblem(
                    Gateway.send(caller(path, "documents.write").GET()), ProblemType.FORBIDDEN);
        }
    }

    @Test
    void revealsAValueToTheOperatorWithTheReceiptOfItsRecord() throws JsonProcessingException {
        JsonNode revealed = json(operator("POST", "/v1/secrets/token/reveal"));

        assertThat(new String(Base64.getDecoder().decode(revealed.path("value").asText()), StandardCharsets.UTF_8))
                .isEqualTo("hunter2");
        assertThat(revealed.path("receipt").asText()).isEqualTo("receipt-1");
    }

    @Test
    void revealsNothingToAnyTokenWhateverItsScope() {
        HttpResponse<String> response = Gateway.send(
                caller("/v1/secrets/token/reveal", "secrets.read").POST(HttpRequest.BodyPublishers.ofString("{}")));

        ProblemsTest.assertProblem(response, ProblemType.FORBIDDEN);
        assertThat(response.body()).doesNotContain("hunter2");
    }

    private static HttpResponse<String> rotation(String method, String secret, String scope) {
        return Gateway.send(caller("/v1/secrets/" + secret + "/rotation", scope)
                .method(
                        method,
                        method.equals("POST")
                                ? HttpRequest.BodyPublishers.ofString("{}")
                                : HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void beginsARotationTellsOfItAndUndoesIt() throws JsonProcessingException {
        JsonNode begun = json(rotation("POST", "kek", "secrets.rotate"));
        JsonNode told = json(rotation("GET", "kek", "secrets.read"));
        HttpResponse<String> undone = rotation("DELETE", "kek", "secrets.rotate");

        assertThat(begun.path("kind").asText()).isEqualTo("generated");
        assertThat(begun.findValuesAsText("phase")).containsExactly("pending", "current");
        assertThat(begun.path("due").asText()).isNotEmpty();
        assertThat(told).isEqualTo(begun);
        assertThat(json(undone).findValuesAsText("phase")).containsExactly("retired", "current");
        assertThat(undone.body()).doesNotContain("value");
    }

    @Test
    void whoMayReadMayNotRotateNorTheOtherWayRound() {
        for (String secret : new String[] {"kek", "other"}) {
            ProblemsTest.assertProblem(rotation("POST", secret, "secrets.read"), ProblemType.FORBIDDEN);
            ProblemsTest.assertProblem(rotation("DELETE", secret, "secrets.read"), ProblemType.FORBIDDEN);
            ProblemsTest.assertProblem(rotation("GET", secret, "secrets.rotate"), ProblemType.FORBIDDEN);
        }
    }

    @Test
    void undoingWithNothingUnderWayIsAConflict() {
        ProblemsTest.assertProblem(rotation("DELETE", "audit-hmac", "secrets.rotate"), ProblemType.CONFLICT);
    }

    @Test
    void theRotationOfASecretThatIsNotThereIsNotFound() {
        ProblemsTest.assertProblem(rotation("GET", "other", "secrets.read"), ProblemType.NOT_FOUND);
        ProblemsTest.assertProblem(rotation("POST", "other", "secrets.rotate"), ProblemType.NOT_FOUND);
        ProblemsTest.assertProblem(rotation("DELETE", "other", "secrets.rotate"), ProblemType.NOT_FOUND);
    }

    @Test
    void aSecretThatSomebodyElseRotatesIsReadAgainAndCannotBeUndone() throws JsonProcessingException {
        JsonNode told = json(rotation("POST", "token", "secrets.rotate"));

        assertThat(told.path("kind").asText()).isEqualTo("external");
        assertThat(told.findValuesAsText("phase")).containsExactly("current");
        ProblemsTest.assertProblem(rotation("DELETE", "token", "secrets.rotate"), ProblemType.CONFLICT);
    }

    @Test
    void aRequestThatNeedsASecretThatIsNotToBeHadIsToBeTriedAgain() {
        HttpResponse<String> response = Gateway.ask("no secret");

        ProblemsTest.assertProblem(response, ProblemType.UNAVAILABLE);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(response.body()).doesNotContain("token");
    }

    @Test
    void putsNothingOnRecordThatIsNoName() {
        for (String name : new String[] {"UPPER", "a%23b", "a.b", "-a", "a%20b"}) {
            HttpResponse<String> response = operator("POST", "/v1/secrets/" + name + "/rotation");

            ProblemsTest.assertProblem(response, ProblemType.NOT_FOUND);
            assertThat(response.body()).contains("lower-case letters");
        }
    }
}
