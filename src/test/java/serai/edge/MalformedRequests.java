package serai.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Ten thousand requests that no client should send, byte by byte; the same ones in each run. */
public final class MalformedRequests {

    private static final int REQUESTS = 10_000;
    private static final long SEED = 20_26;
    private static final String MARK = "xyzzyecho";

    private static final List<String> METHODS = List.of(
            "GET",
            "POST",
            "PUT",
            "DELETE",
            "PATCH",
            "TRACE",
            "OPTIONS",
            "HEAD",
            "CONNECT",
            "get",
            "P\u0000ST",
            "",
            MARK);
    private static final List<String> PATHS = List.of(
            "/v1/query",
            "/v1/search",
            "/v1/documents",
            "/v1/documents/" + MARK,
            "/v1/documents/%00" + MARK,
            "/v1/documents/../" + MARK,
            "/v1/documents/a/labels",
            "/v1//query",
            "/v1/query;" + MARK + "=1",
            "/v1/query?" + MARK + "=%zz",
            "/%2e%2e/" + MARK,
            "/v1/query/%c0%af" + MARK,
            "/error",
            "/" + MARK + "<script>",
            "http://" + MARK + "/v1/query",
            "*",
            "",
            "/" + "a".repeat(20_000));
    private static final List<String> VERSIONS =
            List.of("HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/9.9", "HTTP/2.0", MARK, "");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=" + MARK,
            "application/json;;;",
            "text/plain",
            "multipart/form-data",
            "multipart/form-data; boundary=b",
            "application/x-www-form-urlencoded",
            "application/x-java-serialized-object",
            "application/octet-stream",
            "*/*",
            MARK,
            "/",
            "");
    private static final List<String> BODIES = List.of(
            "",
            "{",
            "null",
            "{\"question\":\"" + MARK,
            "{\"question\":\"" + MARK + "\\u0000\"}",
            "{\"question\":\"a\",\"" + MARK + "\":1}",
            "{\"question\":{\"" + MARK + "\":1}}",
            "{\"question\":1e999999}",
            "{\"question\":\"a\",\"limit\":999999999999999999999}",
            "[".repeat(5_000),
            "{\"text\":\"a\",\"labels\":{\"" + MARK + "\":null}}",
            "{\"text\":\"a\",\"id\":\"../" + MARK + "\"}",
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + MARK + "\"\r\n\r\na\r\n--b--\r\n",
            "--b\r\nContent-Disposition: form-data; name=\"" + MARK + "\"\r\n\r\na",
            "--b\r\n\u0000\u0001" + MARK,
            "question=" + MARK + "&%zz=1",
            "a".repeat(70_000));
    private static final List<String> HEADERS = List.of(
            "x-request-id: " + MARK + "\u0001",
            "x-request-id: " + MARK + " <script>",
            "traceparent: 00-" + MARK,
            "CamelHttpUri: http://" + MARK,
            "CamelBeanMethodName: " + MARK,
            "kafka.OVERRIDE_TOPIC: " + MARK,
            "Accept: " + MARK,
            "Accept: text/html;q=" + MARK,
            "Accept-Language: " + MARK,
            "Expect: " + MARK,
            "Range: bytes=" + MARK,
            "Cookie: a=\"" + MARK,
            "Host: " + MARK + "@" + MARK,
            "Content-Length: -1",
            "Content-Length: " + MARK,
            "Transfer-Encoding: " + MARK,
            "Transfer-Encoding: chunked",
            "Content-Encoding: " + MARK,
            "Origin: http://" + MARK,
            "Access-Control-Request-Method: " + MARK,
            "Upgrade: h2c",
            "X-HTTP-Method-Override: " + MARK,
            "Authorization: Bearer " + MARK,
            "Authorization: " + MARK,
            "Bad Header " + MARK + ": 1",
            " folded: " + MARK,
            MARK,
            "x-\u00e9\u0085: " + MARK + "\u0085\u00ff",
            "x-long: " + "a".repeat(20_000));

    private final Random random = new Random(SEED);
    private final int port;
    private final List<String> tokens;

    private MalformedRequests(int port, List<String> tokens) {
        this.port = port;
        this.tokens = List.copyOf(tokens);
    }

    /**
     * Sends them all; none may fail the server, or be echoed, or show what the server is made of.
     *
     * @return how often each status was seen
     */
    public static Map<String, Integer> send(int port, List<String> tokens) throws IOException {
        return new MalformedRequests(port, tokens).send();
    }

    private Map<String, Integer> send() throws IOException {
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < REQUESTS; i++) {
            byte[] request = request();
            String response = exchange(request);
            String what = "request " + i + ": "
                    + new String(request, StandardCharsets.ISO_8859_1).substring(0, Math.min(300, request.length));
            assertThat(response).as(what).doesNotContain(MARK, "Exception", "\tat ", "Apache", "Tomcat");
            // RFC 9110 asks for 505 where the version of HTTP is another; Tomcat says it before any of our code runs.
            assertThat(status(response)).as(what).doesNotMatch("5(?!05)..");
            seen.merge(status(response), 1, Integer::sum);
        }
        return seen;
    }

    private byte[] request() {
        StringBuilder text = new StringBuilder();
        boolean likely = random.nextInt(3) > 0;
        text.append(likely ? "POST" : any(METHODS)).append(' ');
        text.append(any(likely ? PATHS.subList(0, 7) : PATHS)).append(' ');
        text.append(likely ? "HTTP/1.1" : any(VERSIONS)).append("\r\n");
        if (random.nextInt(10) > 0) {
            text.append("Host: localhost\r\nConnection: close\r\n");
        }
        if (random.nextInt(5) > 0) {
            text.append("Authorization: Bearer ").append(any(tokens)).append("\r\n");
        }
        for (int n = random.nextInt(3); n > 0; n--) {
            text.append(any(HEADERS)).append("\r\n");
        }
        String body = any(BODIES);
        text.append("Content-Type: ")
                .append(any(likely ? TYPES.subList(0, 6) : TYPES))
                .append("\r\n");
        if (random.nextInt(8) > 0) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        byte[] bytes = text.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
        for (int flips = random.nextInt(4) == 0 ? random.nextInt(5) : 0; flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String status(String response) {
        return response.startsWith("HTTP/1.1 ") ? response.substring(9, 12) : "none";
    }

    /** What the server says; it may also say nothing and hang up, or wait for what never comes. */
    private String exchange(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(150);
            StringBuilder response = new StringBuilder();
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request);
                out.flush();
                socket.shutdownOutput();
                byte[] buffer = new byte[8192];
                for (int n = socket.getInputStream().read(buffer);
                        n >= 0;
                        n = socket.getInputStream().read(buffer)) {
                    response.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                }
            } catch (IOException hungUpOrSilent) {
                return response.toString();
            }
            return response.toString();
        }
    }
}
