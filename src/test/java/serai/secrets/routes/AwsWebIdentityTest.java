package serai.secrets.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serai.secrets.SecretBackend;

/** A pod on EKS has no key, but a token that AWS's token service takes for one (IRSA). */
final class AwsWebIdentityTest {

    private static final String CREDENTIALS = """
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleWithWebIdentityResult>
                <Credentials>
                  <AccessKeyId>ASIAEXAMPLE</AccessKeyId>
                  <SecretAccessKey>unimportant</SecretAccessKey>
                  <SessionToken>session</SessionToken>
                  <Expiration>2999-01-01T00:00:00Z</Expiration>
                </Credentials>
              </AssumeRoleWithWebIdentityResult>
            </AssumeRoleWithWebIdentityResponse>
            """;

    @TempDir
    private Path files;

    private final Map<String, String> before = new HashMap<>();

    private void set(String name, String value) {
        before.put(name, System.getProperty(name, ""));
        if (value.isEmpty()) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }

    @AfterEach
    void setBack() {
        before.forEach((name, value) -> set(name, value));
    }

    @Test
    void readsWithTheRoleOfItsServiceAccount() throws IOException {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        HttpServer sts = HttpServer.create(FakeCloud.loopback(), 0);
        sts.createContext("/", exchange -> {
            try (exchange) {
                asked.add(URLDecoder.decode(
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8));
                byte[] answer = CREDENTIALS.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        sts.start();
        set("aws.accessKeyId", "");
        set("aws.secretAccessKey", "");
        set("aws.region", "eu-central-1");
        set("aws.roleArn", "arn:aws:iam::123456789012:role/serai");
        set(
                "aws.webIdentityTokenFile",
                Files.writeString(files.resolve("token"), "a pod's token").toString());
        set("aws.endpointUrlSts", "http://127.0.0.1:" + sts.getAddress().getPort());
        try (FakeAws aws = new FakeAws()) {
            aws.put("key", "value");
            AwsSettings settings = new AwsSettings(
                    "eu-central-1", "", aws.address(), FakeAws.PREFIX, Duration.ofSeconds(2), Duration.ofSeconds(3));
            try (SecretBackend backend = SecretRoutes.open(settings, Path.of("routes"))) {
                assertThat(backend.read("key").version()).isNotEmpty();
            }
            assertThat(aws.keys()).containsExactly("ASIAEXAMPLE");
        } finally {
            sts.stop(0);
        }
        assertThat(asked).singleElement().asString().contains("WebIdentityToken=a pod's token", "role/serai");
    }
}
