package serai.secrets.routes;

import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The steps of a write. */
final class AzureWrite {

    private AzureWrite() {}

    /** Makes the value text, and says in the variable {@code binary} whether it was none. */
    static Processor prepare() {
        return exchange -> {
            byte[] value = Values.toWrite(exchange);
            Optional<String> text = Values.text(value);
            exchange.setVariable("binary", text.isEmpty());
            exchange.getMessage().setBody(text.orElseGet(() -> Values.base64(value)));
        };
    }

    /** Writes what {@link AzureRead} will take for bytes. */
    static Processor binary(SecretClient azure) {
        return exchange -> {
            KeyVaultSecret secret = new KeyVaultSecret(
                    Values.name(exchange), exchange.getMessage().getBody(String.class));
            secret.setProperties(new SecretProperties().setContentType(AzureRead.BINARY));
            exchange.getMessage().setBody(azure.setSecret(secret));
        };
    }

    static Processor version() {
        return AzureWrite::version;
    }

    private static void version(Exchange exchange) {
        KeyVaultSecret made = exchange.getMessage().getBody(KeyVaultSecret.class);
        exchange.getMessage().setBody(made.getProperties().getVersion());
    }
}
