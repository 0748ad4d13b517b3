package serai.secrets.routes;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.support.Versioned;

/** Writes a new version to Vault's key-value engine: text as it is, other bytes as base64. */
final class VaultWrite implements Processor {

    /** Spring logs what it writes. */
    private record Hidden(@JsonValue String text) {

        @Override
        public String toString() {
            return "***";
        }
    }

    private final VaultOperations vault;
    private final String mount;

    VaultWrite(VaultOperations vault, String mount) {
        this.vault = vault;
        this.mount = mount;
    }

    @Override
    public void process(Exchange exchange) {
        byte[] value = Values.toWrite(exchange);
        Map<String, Hidden> data = Values.text(value)
                .map(text -> Map.of(VaultValue.VALUE, new Hidden(text)))
                .orElseGet(() -> Map.of(
                        VaultValue.VALUE, new Hidden(Values.base64(value)),
                        VaultValue.ENCODING, new Hidden(VaultValue.BASE64)));
        Versioned.Metadata made = vault.opsForVersionedKeyValue(mount).put(Values.name(exchange), data);
        exchange.getMessage().setBody(String.valueOf(made.getVersion().getVersion()));
    }
}
