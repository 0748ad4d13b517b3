package serai.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Calls a gateway over HTTP as one bearer. Safe for use by many threads. */
final class GatewayClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private final URI address;
    private final String bearer;

    GatewayClient(URI address, String bearer) {
        this(
                (LoopbackTls.leadsTo(address) ? LoopbackTls.client() : HttpClient.newBuilder())
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build(),
                address,
                bearer);
    }

    private GatewayClient(HttpClient http, URI address, String bearer) {
        this.http = http;
        this.address = address;
        this.bearer = bearer;
    }

    /** The same gateway over the same connections, called as somebody else; closing either closes both. */
    GatewayClient as(String otherBearer) {
        return new GatewayClient(http, address, otherBearer);
    }

    URI address() {
        return address;
    }

    Reply post(String path, Map<String, ?> body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(bytes(body)))
                .build());
    }

    Reply post(String path, MultipartBody body) {
        return send(request(path)
                .header("Content-Type", body.contentType())
                .POST(body.publisher())
                .build());
    }

    Reply get(String path) {
        return send(request(path).GET().build());
    }

    Reply delete(String path) {
        return send(request(path).DELETE().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + bearer);
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), parse(response.body()), retryAfter(response));
        } catch (IOException e) {
            throw new CommandFailure("the gateway at " + address + " does not answer; start it with: serai serve", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while waiting for the gateway", e);
        }
    }

    private static int retryAfter(HttpResponse<?> response) {
        return (int) response.headers().firstValueAsLong("Retry-After").orElse(0);
    }

    private com.fasterxml.jackson.databind.JsonNode parse(byte[] body) throws IOException {
        try {
            return body.length == 0 ? MissingNode.getInstance() : json.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private byte[] bytes(Map<String, ?> body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
