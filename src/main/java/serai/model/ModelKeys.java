package serai.model;

import java.nio.charset.StandardCharsets;
import serai.secrets.SecretUnavailableException;
import serai.secrets.Secrets;

/** The keys of models, read anew for each call so that a rotation needs no restart. Safe for use by many threads. */
public final class ModelKeys {

    private final ModelSettings settings;
    private final Secrets secrets;

    ModelKeys(ModelSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /**
     * The value of the header {@code Authorization}, from the secret {@code <model>-api-key}; empty for a model that is
     * called without one.
     *
     * @throws SecretUnavailableException when there is no such secret, or it cannot stand in a header
     */
    public String bearer(String model) {
        if (!settings.model(model).sendKey()) {
            return "";
        }
        String name = model + "-api-key";
        String key = secrets.get(name)
                .use(value -> new String(value, StandardCharsets.UTF_8))
                .strip();
        if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new SecretUnavailableException(
                    "the secret " + name + " must be printable ASCII without blanks; store it again", null);
        }
        return "Bearer " + key;
    }
}
