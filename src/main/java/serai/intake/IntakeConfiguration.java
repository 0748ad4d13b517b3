package serai.intake;

import java.time.Clock;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import serai.query.Home;
import serai.query.SubjectMapper;
import serai.secrets.Rotation;
import serai.secrets.RotationPlan;
import serai.secrets.SecretEventQueue;
import serai.secrets.SecretKind;
import serai.secrets.Secrets;
import serai.secrets.SecretsSettings;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    Intake intake(IntakeSettings settings) {
        return new Intake(settings);
    }

    @Bean
    RateLimit rateLimit(IntakeSettings settings) {
        return new RateLimit(settings.requestsPerMinute());
    }

    @Bean
    RequestContexts requestContexts(IntakeSettings settings, Clock clock) {
        return new RequestContexts(clock, settings.deadline());
    }

    @Bean
    JwtDecoder jwtDecoder(IntakeSettings settings, Environment environment, Home home, Clock clock) {
        ProductionGuard.check(settings, environment.acceptsProfiles(Profiles.of("dev")));
        return settings.devIssuer()
                ? TokenRules.decoder(
                        DevIssuer.of(home, clock).keys(), DevIssuer.ISSUER, DevIssuer.AUDIENCE, settings, clock)
                : TokenRules.decoder(
                        TokenRules.published(settings.jwksUri()),
                        settings.issuer(),
                        settings.audience(),
                        settings,
                        clock);
    }

    @Bean
    @ConditionalOnProperty("serai.intake.dev-issuer")
    Rotation devIssuerRotation(
            Home home, Clock clock, Secrets secrets, SecretsSettings settings, SecretEventQueue events) {
        DevIssuer issuer = DevIssuer.of(home, clock);
        RotationPlan plan =
                new RotationPlan(SecretKind.GENERATED, DevIssuer.hook(), settings.rotateEvery(DevIssuer.SECRET));
        return new Rotation(
                issuer.backend(),
                secrets,
                Map.of(DevIssuer.SECRET, plan),
                settings.rotationTimes(),
                issuer,
                events,
                clock);
    }

    @Bean
    BearerTokens bearerTokens(JwtDecoder decoder, SubjectMapper subjects) {
        return new BearerTokens(decoder, subjects);
    }

    @Bean
    LocalCredential localCredential(IntakeSettings settings, SubjectMapper subjects) {
        return new LocalCredential(settings, subjects);
    }
}
