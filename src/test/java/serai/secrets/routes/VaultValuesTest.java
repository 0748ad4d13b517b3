package serai.secrets.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import serai.secrets.SecretBackendException;
import serai.secrets.SecretBackendException.Reason;
import serai.secrets.StoredSecret;

/** What the fields of a secret in Vault mean. */
final class VaultValuesTest {

    private static String read(@Nullable Object answer) throws Exception {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(answer);
        new VaultValue().process(exchange);
        return exchange.getMessage()
                .getBody(StoredSecret.class)
                .use(value -> new String(value, StandardCharsets.UTF_8));
    }

    private static String readFields(Map<String, Object> data) throws Exception {
        return read(Map.of("data", data, "metadata", Map.of("version", 1)));
    }

    private static Reason refusal(@Nullable Object answer) {
        try {
            return Reason.valueOf("read " + read(answer));
        } catch (SecretBackendException e) {
            return e.reason();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theFieldValueAloneIsTheSecret() throws Exception {
        assertThat(readFields(Map.of("value", "text"))).isEqualTo("text");
        assertThat(readFields(Map.of("value", "aGk=", "encoding", "base64"))).isEqualTo("hi");
    }

    @Test
    void anythingElseIsAnObject() throws Exception {
        assertThat(readFields(Map.of("value", 5))).isEqualTo("{\"value\":5}");
        assertThat(readFields(Map.of("password", "p"))).isEqualTo("{\"password\":\"p\"}");
        assertThat(readFields(Map.of("value", "v", "user", "u"))).contains("\"value\":\"v\"", "\"user\":\"u\"");
        assertThat(readFields(Map.of("value", "aGk=", "encoding", "utf-8"))).startsWith("{");
        assertThat(readFields(Map.of("value", "aGk=", "encoding", "base64", "more", 1)))
                .startsWith("{");
    }

    @Test
    void whatIsNoBase64IsRefused() {
        assertThatThrownBy(() -> readFields(Map.of("value", "not base64!", "encoding", "base64")))
                .isInstanceOf(SecretBackendException.class)
                .hasMessageNotContaining("not base64!");
    }

    @Test
    void aDeletedVersionIsMissing() {
        assertThat(refusal(null)).isEqualTo(Reason.MISSING);
        assertThat(refusal(Map.of("metadata", Map.of("version", 1)))).isEqualTo(Reason.MISSING);
    }

    @Test
    void anAnswerOfTheEngineOfVersion1IsRefused() {
        assertThat(refusal(Map.of("data", Map.of("value", "v")))).isEqualTo(Reason.MALFORMED);
    }
}
