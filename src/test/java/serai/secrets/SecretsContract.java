package serai.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every source of secrets does; it can give {@code kek} and {@code audit-hmac}. */
interface SecretsContract {

    Secrets secrets();

    @Test
    default void givesTheSameSecretAgain() {
        Secrets secrets = secrets();

        assertThat(ProductKeysTest.value(secrets.get("kek"))).isEqualTo(ProductKeysTest.value(secrets.get("kek")));
        assertThat(secrets.get("kek").version()).isEqualTo(secrets.get("kek").version());
    }

    @Test
    default void tellsSecretsApart() {
        Secrets secrets = secrets();

        assertThat(ProductKeysTest.value(secrets.get("kek")))
                .isNotEqualTo(ProductKeysTest.value(secrets.get("audit-hmac")));
    }

    @Test
    default void showsNoValue() {
        Secret secret = secrets().get("kek");

        assertThat(secret.toString()).isEqualTo("Secret[version=" + secret.version() + "]");
    }
}
