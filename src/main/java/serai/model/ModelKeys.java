package serai.model;

import serai.secrets.Secrets;

/** The keys of models, asked for with each call so that a rotation needs no restart. Safe for use by many threads. */
public final class ModelKeys {

    private final ModelSettings settings;
    private final Secrets secrets;

    ModelKeys(ModelSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /** For one call to a model, with the secret {@code <model>-api-key}. */
    public KeyRing ring(String model) {
        return new KeyRing(secrets, model + "-api-key", settings.model(model).sendKey());
    }
}
