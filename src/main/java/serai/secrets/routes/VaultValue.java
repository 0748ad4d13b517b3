package serai.secrets.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import serai.secrets.StoredSecret;

/**
 * Takes the value and its version from what Vault's key-value engine answers.
 *
 * <p>{@code value} alone is the text of the secret; with {@code encoding: base64} beside it, its bytes. Any other fields
 * together are a JSON object.
 */
final class VaultValue implements Processor {

    static final String VALUE = "value";
    static final String ENCODING = "encoding";
    static final String BASE64 = "base64";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Override
    public void process(Exchange exchange) throws Exception {
        if (exchange.getMessage().getBody() == null) {
            throw Values.missing("HTTP 404");
        }
        if (!(exchange.getMessage().getBody() instanceof Map<?, ?> answer)
                || !(answer.get("metadata") instanceof Map<?, ?> metadata)
                || !(metadata.get("version") instanceof Integer version)) {
            throw Values.malformed("no metadata: is the key-value engine of version 2?");
        }
        if (!(answer.get("data") instanceof Map<?, ?> data)) {
            throw Values.missing("no data");
        }
        exchange.getMessage().setBody(stored(data, String.valueOf(version)));
    }

    private static StoredSecret stored(Map<?, ?> data, String version) throws JsonProcessingException {
        if (!(data.get(VALUE) instanceof String text)) {
            return Values.stored(JSON.writeValueAsString(data), version);
        }
        if (data.size() == 1) {
            return Values.stored(text, version);
        }
        boolean binary = data.keySet().equals(Set.of(VALUE, ENCODING)) && BASE64.equals(data.get(ENCODING));
        return binary
                ? new StoredSecret(Values.fromBase64(text), version)
                : Values.stored(JSON.writeValueAsString(data), version);
    }
}
