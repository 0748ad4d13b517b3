package serai.secrets;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RotationConfiguration {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Bean
    Rotation rotation(
            SecretStore store,
            SecretsSettings settings,
            HookedSecrets hooks,
            ObjectProvider<KeyUse> uses,
            SecretEventQueue events,
            Clock clock) {
        List<KeyUse> known = uses.stream().toList();
        return new Rotation(
                store.backend(),
                store,
                plans(settings, hooks),
                settings.rotationTimes(),
                (secret, id) -> known.stream().anyMatch(use -> use.stillNeeded(secret, id)),
                events,
                clock);
    }

    private static Map<String, RotationPlan> plans(SecretsSettings settings, HookedSecrets hooks) {
        Map<String, RotationPlan> plans = new HashMap<>();
        ProductKeys.NAMES.forEach(name -> plans.put(
                name, new RotationPlan(SecretKind.GENERATED, RotationHook.randomKey(), every(settings, name))));
        hooks.names()
                .forEach(name ->
                        plans.put(name, new RotationPlan(SecretKind.HOOKED, hooks::rotate, every(settings, name))));
        return plans;
    }

    private static Optional<Duration> every(SecretsSettings settings, String name) {
        return Optional.ofNullable(settings.rotateEvery().get(name));
    }

    @Bean
    RotationClerk rotationClerk(List<Rotation> rotations, SecretEventQueue events, Clock clock) {
        RotationClerk clerk = new RotationClerk(rotations, events, clock);
        clerk.start(BETWEEN_LOOKS);
        return clerk;
    }
}
