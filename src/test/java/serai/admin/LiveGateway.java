package serai.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import serai.audit.AuditVerifier;
import serai.edge.GatewayNote;
import serai.intake.DevIssuer;
import serai.query.Home;

/** The gateway as it ships, in the development profile with a home and routes of its own, reached over HTTP. */
final class LiveGateway implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came back. */
    record Response(int status, HttpHeaders headers, JsonNode body) {

        List<String> all(String field) {
            return body.findValuesAsText(field);
        }

        String text(String field) {
            return body.path(field).asText();
        }
    }

    final Path home;
    final Path routes;
    private final ConfigurableApplicationContext context;

    private LiveGateway(
            Path directory,
            Map<String, String> settings,
            ApplicationContextInitializer<ConfigurableApplicationContext> also) {
        this.home = directory.resolve("home");
        this.routes = copy(Path.of("routes"), directory.resolve("routes"));
        Map<String, String> all = new HashMap<>(Map.of(
                "serai.home", home.toString(),
                "serai.routing.directory", routes.toString(),
                "serai.routing.poll-interval", "100ms",
                "serai.intake.requests-per-minute", "1000000",
                "server.port", "0",
                "management.server.port", "0"));
        all.putAll(settings);
        this.context = new SpringApplicationBuilder(SeraiApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .initializers(new SettingsCheck(), LiveGateway::leaveTestsOut, also)
                .profiles("dev")
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    /** The application takes the beans of all packages; those of other tests are not meant. */
    private static void leaveTestsOut(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("leaveTestsOut", new TypeExcludeFilter() {
            @Override
            public boolean match(MetadataReader type, MetadataReaderFactory factory) throws IOException {
                return type.getResource().getURL().getPath().contains("/test-classes/");
            }
        });
    }

    private static final class Shared {
        static final LiveGateway GATEWAY = start(Map.of());
    }

    /** One for all tests of this JVM, with the sample papers. */
    static LiveGateway shared() {
        return Shared.GATEWAY;
    }

    /** A new one with the sample papers. */
    static LiveGateway start(Map<String, String> settings) {
        return start(settings, context -> {});
    }

    /** A new one with the sample papers and beans of the test. */
    static LiveGateway start(
            Map<String, String> settings, ApplicationContextInitializer<ConfigurableApplicationContext> also) {
        try {
            LiveGateway gateway = new LiveGateway(Files.createTempDirectory("serai-live"), settings, also);
            IngestSummary summary = gateway.ingest(Path.of("config", "sample"));
            if (summary.stored() != 11) {
                throw new AssertionError("the sample papers: " + summary);
            }
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    IngestSummary ingest(Path folder) throws IOException {
        List<SourceFile> files = new FileCollector().collect(List.of(folder));
        GatewayNote note = GatewayNote.find(new Home(home)).orElseThrow();
        try (GatewayClient client = new GatewayClient(URI.create(note.address()), note.credential())) {
            return new Uploader(client, Map.of(), null)
                    .upload(
                            files,
                            new Progress(new java.io.PrintWriter(java.io.Writer.nullWriter()), false, files.size()));
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    /** A token of a user of {@code config/users.yaml}. */
    String token(String user) {
        return DevelopmentTokens.token(home, user);
    }

    /** A token with claims of one's own. */
    String token(String user, Map<String, Object> claims) {
        return DevIssuer.of(new Home(home), Clock.systemUTC()).token(user, claims);
    }

    Response ask(String user, String question) {
        return call("POST", "/v1/query", token(user), Map.of("question", question));
    }

    Response search(String user, String question) {
        return call("POST", "/v1/search", token(user), Map.of("question", question, "limit", 20));
    }

    Response get(String user, String document) {
        return call("GET", "/v1/documents/" + document, token(user), Map.of());
    }

    Response health(String group) {
        return send(HttpRequest.newBuilder(management("/health/" + group)).build());
    }

    URI management(String path) {
        return URI.create("http://127.0.0.1:" + managementPort() + path);
    }

    Response call(String method, String path, String token, Map<String, ?> body) {
        try {
            return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body.isEmpty()
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
            return new Response(response.statusCode(), response.headers(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The kinds of the records of the request that a receipt belongs to. */
    List<String> records(String receipt) throws IOException {
        List<JsonNode> records = new java.util.ArrayList<>();
        for (String line : ChildGateway.auditLines(home)) {
            records.add(JSON.readTree(line));
        }
        String request = records.stream()
                .filter(record -> receipt.equals("sr-" + record.path("log").asText() + "-"
                        + record.path("seq").asLong()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no record " + receipt))
                .path("request")
                .asText();
        return records.stream()
                .filter(record -> record.path("request").asText().equals(request))
                .map(record -> record.path("kind").asText())
                .toList();
    }

    boolean auditIsIntact() throws IOException {
        return AuditVerifier.verify(home.resolve("audit")).orElseThrow().intact();
    }

    @Override
    public void close() {
        context.close();
    }
}
