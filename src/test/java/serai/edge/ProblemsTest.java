package serai.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serai.query.ProblemType;

/** Each failure as its caller meets it. */
class ProblemsTest {

    private static final String SECRET = "xyzzy-echo";

    static void assertProblem(HttpResponse<String> response, ProblemType type) {
        assertThat(response.body()).contains("\"type\":\"" + type.uri() + "\"").doesNotContain(SECRET, "TOP SECRET");
        assertThat(response.statusCode()).isEqualTo(type.status());
        assertThat(response.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        String id = response.headers().firstValue("x-request-id").orElseThrow();
        assertThat(response.body()).contains("\"requestId\":\"" + id + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MALFORMED_REQUEST|{\"question\":\"xyzzy-echo\"",
                "MALFORMED_REQUEST|{\"question\":\"a\",\"question\":\"xyzzy-echo\"}",
                "MALFORMED_REQUEST|xyzzy-echo",
                "INVALID_REQUEST|{\"question\":\"a\",\"xyzzy-echo\":1}",
                "INVALID_REQUEST|{\"question\":\"a\",\"limit\":1}",
                "INVALID_REQUEST|{\"question\":1}",
                "INVALID_REQUEST|{\"question\":[\"xyzzy-echo\"]}",
                "INVALID_REQUEST|{\"question\":\"  \"}",
                "INVALID_REQUEST|{\"question\":null}",
                "INVALID_REQUEST|{}",
                "INVALID_REQUEST|null",
                "INVALID_REQUEST|{\"question\":\"xyzzy-echo\\u0000\"}",
                "INVALID_REQUEST|{\"question\":\"xyzzy-echo\\ud800\"}",
                "INVALID_REQUEST|[[[[[[[[[[[[1]]]]]]]]]]]]",
            })
    void refusesBodiesThatAreNoQuestion(ProblemType type, String body) {
        assertProblem(Gateway.post("/v1/query", body), type);
    }

    @Test
    void refusesAQuestionOfMoreThanAThousandCharacters() {
        assertThat(Gateway.ask("🐪".repeat(1000)).statusCode()).isEqualTo(200);
        assertProblem(Gateway.ask("🐪".repeat(1001)), ProblemType.INVALID_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({"0", "21", "-1", "1.5", "\"3\"", "99999999999"})
    void refusesALimitOutOfRange(String limit) {
        assertProblem(
                Gateway.post("/v1/search", "{\"question\":\"a\",\"limit\":" + limit + "}"),
                ProblemType.INVALID_REQUEST);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin1 = {'{', '"', 'q', 'u', 'e', 's', 't', 'i', 'o', 'n', '"', ':', '"', (byte) 0xe9, '"', '}'};
        assertProblem(send("application/json", BodyPublishers.ofByteArray(latin1)), ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void refusesOtherMediaTypes() {
        BodyPublisher body = BodyPublishers.ofString("question=" + SECRET);
        assertProblem(send("application/x-www-form-urlencoded", body), ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertProblem(send("application/octet-stream", body), ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertProblem(send("application/json;charset=utf-16", body), ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertProblem(send(SECRET, body), ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void refusesLargeBodiesAnnouncedOrNot() {
        byte[] large =
                ("{\"question\":\"" + "a".repeat(17_000) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertProblem(send("application/json", BodyPublishers.ofByteArray(large)), ProblemType.TOO_LARGE);
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large));
        assertProblem(send("application/json", chunked), ProblemType.TOO_LARGE);
    }

    private static HttpResponse<String> send(String mediaType, BodyPublisher body) {
        return Gateway.send(
                Gateway.request("/v1/query").header("Content-Type", mediaType).POST(body));
    }

    @Test
    void refusesPathsAndMethodsThatDoNotExist() {
        assertProblem(Gateway.send(Gateway.request("/" + SECRET).GET()), ProblemType.NOT_FOUND);
        HttpResponse<String> response =
                Gateway.send(Gateway.request("/v1/query").GET());
        assertProblem(response, ProblemType.METHOD_NOT_ALLOWED);
        assertThat(response.headers().firstValue("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("POST"));
    }

    @Test
    void refusesQueryStringsAndStrangeHeaders() {
        assertProblem(
                Gateway.send(Gateway.request("/v1/documents/a?id=" + SECRET).GET()), ProblemType.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({"conflict, CONFLICT", "not found, NOT_FOUND", "unavailable, UNAVAILABLE", "fail, INTERNAL"})
    void reportsWhatAStepReports(String question, ProblemType type) {
        assertProblem(Gateway.ask(question), type);
    }

    @Test
    void saysWhenToTryAgain() {
        assertThat(Gateway.ask("unavailable").headers().firstValue("Retry-After"))
                .hasValue("2");
    }

    @ParameterizedTest
    @CsvSource({"leak", "leak a stage", "nothing"})
    void showsNothingOfARouteThatEndsWithoutALastStage(String question) {
        assertProblem(Gateway.ask(question), ProblemType.INTERNAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/handled", "/v1/afterwards"})
    void showsNothingThatTheLastStepDidNotWrite(String door) {
        assertProblem(Gateway.post(door, "{\"question\":\"a\"}"), ProblemType.INTERNAL);
    }

    @Test
    void waitsForARouteThatIsBeingSwapped() throws Exception {
        RouteController routes = Gateway.CONTEXT.getBean(CamelContext.class).getRouteController();
        routes.stopRoute("search");
        try (ExecutorService asker = Executors.newSingleThreadExecutor()) {
            Future<HttpResponse<String>> answer =
                    asker.submit(() -> Gateway.post("/v1/search", "{\"question\":\"a\"}"));
            routes.startRoute("search");
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void limitsEachCallerOnTheirOwn() {
        String token = Gateway.ISSUER.token("hasty", claims -> claims);
        HttpResponse<String> last = Gateway.send(search(token));
        for (int i = 0; i < 2_000 && last.statusCode() == 200; i++) {
            last = Gateway.send(search(token));
        }
        assertProblem(last, ProblemType.RATE_LIMITED);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(Gateway.ask("And I?").statusCode()).isEqualTo(200);
    }

    private static java.net.http.HttpRequest.Builder search(String token) {
        return java.net.http.HttpRequest.newBuilder(Gateway.uri("/v1/search"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"question\":\"a\"}"));
    }
}
