package serai.secrets.routes;

import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import serai.secrets.SecretDescription;
import serai.secrets.StoredSecret;

/** Reads the current version of a secret, and keeps what was asked for. */
record AzureRead(SecretClient azure, Function<KeyVaultSecret, Object> kept) implements Processor {

    /** Key Vault holds text alone; so it is told of bytes. */
    static final String BINARY = "application/octet-stream; encoding=base64";

    @Override
    public void process(Exchange exchange) {
        KeyVaultSecret secret = azure.getSecret(Values.name(exchange));
        if (secret.getValue() == null || secret.getProperties().getVersion() == null) {
            throw Values.malformed("no value, or no version");
        }
        exchange.getMessage().setBody(kept.apply(secret));
    }

    static StoredSecret stored(KeyVaultSecret secret) {
        String version = secret.getProperties().getVersion();
        return BINARY.equals(secret.getProperties().getContentType())
                ? new StoredSecret(Values.fromBase64(secret.getValue()), version)
                : Values.stored(secret.getValue(), version);
    }

    static SecretDescription description(KeyVaultSecret secret) {
        return new SecretDescription(
                secret.getProperties().getVersion(),
                Optional.ofNullable(secret.getProperties().getCreatedOn()).map(OffsetDateTime::toInstant),
                Optional.ofNullable(secret.getProperties().getExpiresOn()).map(OffsetDateTime::toInstant));
    }
}
