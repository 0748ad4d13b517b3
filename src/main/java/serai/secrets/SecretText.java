package serai.secrets;

import java.nio.charset.StandardCharsets;

/**
 * The bean {@code secretText}: a secret for a header of a call, asked for at each use, such as {@code
 * ${bean:secretText?method=of('siem-token')}}.
 *
 * <p>It gives no key of the gateway's own: no route needs one. Safe for use by many threads.
 */
public final class SecretText {

    private final Secrets secrets;

    SecretText(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * The current value.
     *
     * @param name of the secret, or {@code name#field}
     * @throws SecretUnavailableException when it cannot be had, is a key of the gateway, or cannot stand in a header
     */
    public String of(String name) {
        if (ProductKeys.has(SecretReference.parse(name).name())) {
            throw new SecretUnavailableException("no route may have the gateway's own key '" + name + "'", null);
        }
        String text = secrets.get(name).use(value -> new String(value, StandardCharsets.UTF_8));
        if (!text.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new SecretUnavailableException(
                    "the secret '" + name + "' cannot stand in a header: store it again as printable ASCII", null);
        }
        return text;
    }
}
