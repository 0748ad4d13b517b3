package serai.secrets;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {

    /** Reads every key at once, so that a key that cannot be had keeps the gateway from starting. */
    @Bean
    Secrets secrets(@Value("${serai.home:data}") Path home) {
        KeyFileSecrets secrets = new KeyFileSecrets(home.resolve("keys"));
        KeyFileSecrets.NAMES.forEach(secrets::get);
        return secrets;
    }
}
