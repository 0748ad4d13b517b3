package serai.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers neither steer the gateway nor come back. */
class HeadersTest {

    private static HttpResponse<String> ask(String header, String value) {
        return Gateway.send(Gateway.request("/v1/query")
                .header("Content-Type", "application/json")
                .header(header, value)
                .POST(BodyPublishers.ofString("{\"question\":\"a\"}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelHttpUri",
                "camelhttpuri",
                "CamelBeanMethodName",
                "CamelHttpResponseCode",
                "CamelRestHttpUri",
                "kafka.OVERRIDE_TOPIC",
                "id",
                "X-Authenticated-User",
                "Cookie"
            })
    void haveNoEffectAndAreNotEchoed(String header) {
        HttpResponse<String> response = ask(header, "xyzzy-echo");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("For marco.").doesNotContain("xyzzy-echo");
        assertThat(response.headers().map().toString()).doesNotContain("xyzzy-echo");
    }

    @Test
    void neverEchoTheToken() {
        assertThat(ask("Accept", "*/*").headers().map().toString()).doesNotContainIgnoringCase("authorization");
    }

    @Test
    void keepAValidRequestIdAndReplaceOthers() {
        assertThat(ask("x-request-id", "trip-42").headers().firstValue("x-request-id"))
                .hasValue("trip-42");
        assertThat(ask("x-request-id", "trip 42 <script>").headers().firstValue("x-request-id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{32}"));
    }

    @Test
    void nameNoServer() {
        assertThat(ask("Accept", "*/*").headers().firstValue("Server")).isEmpty();
    }
}
