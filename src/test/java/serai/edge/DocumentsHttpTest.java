package serai.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import serai.query.ProblemType;

class DocumentsHttpTest {

    private static final String LABELS = "{\"classification\":0,\"departments\":[],\"restricted_locations\":[]}";
    private static final String SECRET_LABELS = LABELS.replace("0", "3");

    private static HttpRequest.Builder as(String user, long clearance, String path) {
        String token = Gateway.ISSUER.token(
                user, claims -> claims.claim("clearance", clearance).claim("scope", "documents.write"));
        return HttpRequest.newBuilder(Gateway.uri(path)).header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> store(String id, String text, boolean replace) {
        return Gateway.send(as("writer", 3, "/v1/documents")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"id\":\"" + id + "\",\"replace\":" + replace + ",\"text\":\"" + text
                        + "\",\"labels\":" + LABELS + "}")));
    }

    @Test
    void storesFindsRelabelsAndDeletes() {
        assertThat(store("flow", "Camels rest here.", false).statusCode()).isEqualTo(201);
        assertThat(store("flow", "Camels rest here.", true).statusCode()).isEqualTo(200);
        ProblemsTest.assertProblem(store("flow", "Other text.", false), ProblemType.CONFLICT);

        HttpResponse<String> found =
                Gateway.send(as("reader", 0, "/v1/documents/flow").GET());
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).contains("\"documentId\":\"flow\"", "\"classification\":0");

        HttpResponse<String> relabelled = Gateway.send(as("writer", 3, "/v1/documents/flow/labels")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(SECRET_LABELS)));
        assertThat(relabelled.statusCode()).as(relabelled.body()).isEqualTo(200);
        assertThat(relabelled.body()).contains("\"receipt\":", "\"classification\":3");
        ProblemsTest.assertProblem(
                Gateway.send(as("reader", 0, "/v1/documents/flow").GET()), ProblemType.NOT_FOUND);

        assertThat(Gateway.send(as("writer", 3, "/v1/documents/flow").DELETE()).statusCode())
                .isEqualTo(200);
        ProblemsTest.assertProblem(
                Gateway.send(as("writer", 3, "/v1/documents/flow").DELETE()), ProblemType.NOT_FOUND);
    }

    @Test
    void asksForTheLabelsOfADocumentThatBringsNone() {
        ProblemsTest.assertProblem(
                Gateway.send(as("writer", 3, "/v1/documents")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"id\":\"bare\",\"text\":\"Camels.\"}"))),
                ProblemType.INVALID_REQUEST);
    }

    @Test
    void readsNoBodyOfACallerWhoMayNotWrite() {
        for (String type : List.of("application/json", "multipart/form-data; boundary=x")) {
            ProblemsTest.assertProblem(
                    Gateway.send(Gateway.request("/v1/documents")
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofString("neither JSON nor a form"))),
                    ProblemType.FORBIDDEN);
        }
    }

    @Test
    void takesAFileFromAForm() {
        HttpResponse<String> response =
                form(part("file\"; filename=\"../../evil.txt", "Camels rest here."), part("labels", LABELS));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.body()).contains("\"source\":\"evil.txt\"");
    }

    @Test
    void refusesFormsThatAreNot() {
        ProblemsTest.assertProblem(form(part("labels", LABELS)), ProblemType.INVALID_REQUEST);
        ProblemsTest.assertProblem(
                form(part("file\"; filename=\"a.txt", "a"), part("xyzzy-echo", "1")), ProblemType.INVALID_REQUEST);
        ProblemsTest.assertProblem(form(part("file\"; filename=\"a.txt", "a".repeat(70_000))), ProblemType.TOO_LARGE);
        ProblemsTest.assertProblem(
                Gateway.send(as("writer", 3, "/v1/documents")
                        .header("Content-Type", "multipart/form-data")
                        .POST(BodyPublishers.ofString("xyzzy-echo"))),
                ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void labelsADocumentByAPreset() {
        HttpResponse<String> response = Gateway.send(as("writer", 3, "/v1/documents")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"id\":\"preset\",\"text\":\"a\",\"preset\":\"public\"}")));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    @Test
    void refusesToStoreWithoutTheScope() {
        HttpResponse<String> response =
                Gateway.post("/v1/documents", "{\"id\":\"x\",\"text\":\"a\",\"labels\":" + LABELS + "}");

        ProblemsTest.assertProblem(response, ProblemType.FORBIDDEN);
    }

    @Test
    void explainsADecisionToThoseWithTheScope() {
        store("explained", "a", true);
        String asked = "{\"claims\":{\"iss\":\"i\",\"sub\":\"s\",\"tenant\":\"demo\"},\"document\":\"explained\"}";
        String token = Gateway.ISSUER.token("officer", claims -> claims.claim("scope", "policy.explain"));
        HttpResponse<String> explained = Gateway.send(HttpRequest.newBuilder(Gateway.uri("/v1/policy/explain"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(asked)));

        assertThat(explained.statusCode()).as(explained.body()).isEqualTo(200);
        assertThat(explained.body()).contains("\"permitted\":true");
        ProblemsTest.assertProblem(Gateway.post("/v1/policy/explain", asked), ProblemType.FORBIDDEN);
    }

    @Test
    void anImpossibleIdNamesNoDocument() {
        ProblemsTest.assertProblem(
                Gateway.send(as("reader", 0, "/v1/documents/.hidden").GET()), ProblemType.NOT_FOUND);
    }

    private static String part(String name, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }

    private static HttpResponse<String> form(String... parts) {
        return Gateway.send(as("writer", 3, "/v1/documents")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(String.join("", parts) + "--b--\r\n")));
    }
}
