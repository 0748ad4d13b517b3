package serai.secrets.routes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.camel.Exchange;
import serai.secrets.SecretBackendException;
import serai.secrets.SecretBackendException.Reason;
import serai.secrets.StoredSecret;

/** What the routes pass on: names and values. */
final class Values {

    private Values() {}

    /** The name of the secret at the backend. */
    static String name(Exchange exchange) {
        return exchange.getVariable("secret", String.class);
    }

    /** The value to write. */
    static byte[] toWrite(Exchange exchange) {
        return exchange.getMessage().getBody(byte[].class);
    }

    static StoredSecret stored(String text, String version) {
        return new StoredSecret(text.getBytes(StandardCharsets.UTF_8), version);
    }

    /** The text that these bytes are; empty when they are none. */
    static Optional<String> text(byte[] value) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static String base64(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }

    static byte[] fromBase64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed("a value that should be base64");
        }
    }

    static SecretBackendException missing(String detail) {
        return new SecretBackendException(Reason.MISSING, detail);
    }

    static SecretBackendException malformed(String detail) {
        return new SecretBackendException(Reason.MALFORMED, detail);
    }

    /** Time for two calls, since a call may have to log in first. */
    static Duration limit(Duration connect, Duration answer) {
        return connect.plus(answer).multipliedBy(2);
    }
}
