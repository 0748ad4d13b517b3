package serai.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import serai.query.Home;

/** The edge with fake steps, started once for all tests and reached over real HTTP. */
final class Gateway {

    static final Home HOME = home();
    static final Issuer ISSUER = new Issuer();
    static final ConfigurableApplicationContext CONTEXT = new SpringApplicationBuilder(FakeSteps.class)
            .properties(Map.of(
                    "server.port", "0",
                    "management.server.port", "0",
                    "serai.intake.issuer", Issuer.NAME,
                    "serai.intake.audience", Issuer.AUDIENCE,
                    "serai.intake.jwks-uri", ISSUER.jwksUri(),
                    "serai.intake.requests-per-minute", "1200",
                    "serai.edge.max-body", "16KB",
                    "serai.edge.max-upload", "64KB"))
            .run(
                    "--camel.main.routes-include-pattern=file:routes/edge.camel.yaml,file:routes/answer.camel.yaml,"
                            + "file:routes/search.camel.yaml,file:routes/problems.camel.yaml,classpath:edge/ingest.camel.yaml,"
                            + "classpath:edge/handled.camel.yaml",
                    "--camel.main.routes-collector-enabled=true",
                    "--server.port=0",
                    "--management.server.port=0");
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Gateway() {}

    static int port() {
        return CONTEXT.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + ISSUER.token());
    }

    static HttpResponse<String> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    static HttpResponse<String> ask(String question) {
        return post("/v1/query", "{\"question\":\"" + question + "\"}");
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Home home() {
        try {
            return new Home(Files.createTempDirectory("serai-edge"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
