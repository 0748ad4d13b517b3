package serai.privacy;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.secrets.Secrets;

@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {

    @Bean
    PrivacyEngine privacyEngine(PrivacySettings settings, Secrets secrets) {
        return PrivacyEngine.of(settings.file(), settings.deadline(), secrets);
    }

    @Bean
    Scrubber scrubber(PrivacyEngine privacyEngine) {
        return new Scrubber(privacyEngine);
    }
}
