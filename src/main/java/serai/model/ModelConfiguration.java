package serai.model;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.audit.AuditLog;
import serai.audit.KeyedHash;
import serai.privacy.PrivacyEngine;
import serai.secrets.Secrets;

/** The beans of this package. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    Chat chat(ModelSettings settings, ModelRoute route, PrivacyEngine privacy, AuditLog audit, Clock clock) {
        return new Chat(settings, route, privacy::mask, privacy::find, audit, clock);
    }

    @Bean
    ExtractiveModel extractive() {
        return new ExtractiveModel();
    }

    @Bean
    OpenAi openai(ModelSettings settings, Clock clock) {
        return new OpenAi(settings, clock);
    }

    @Bean
    ModelKeys modelKeys(ModelSettings settings, Secrets secrets) {
        return new ModelKeys(settings, secrets);
    }

    @Bean
    RetryRule retryRule(Clock clock) {
        return new RetryRule(clock, new SecureRandom(), Duration.ofMillis(300), 3);
    }

    @Bean
    AnswerGate answerGate(PrivacyEngine privacy, AuditLog audit, KeyedHash hash) {
        return new AnswerGate(privacy::find, audit, hash);
    }
}
