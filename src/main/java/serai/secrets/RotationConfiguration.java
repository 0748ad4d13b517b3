package serai.secrets;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RotationConfiguration {

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

    static Map<String, RotationPlan> plans(SecretsSettings settings, HookedSecrets hooks) {
        Map<String, RotationPlan> plans = new HashMap<>();
        ProductKeys.NAMES.forEach(name -> plans.put(
                name, new RotationPlan(SecretKind.GENERATED, RotationHook.randomKey(), settings.rotateEvery(name))));
        hooks.names().forEach(RotationConfiguration::demandForeign);
        hooks.names()
                .forEach(name -> plans.put(
                        name, new RotationPlan(SecretKind.HOOKED, hooks::rotate, settings.rotateEvery(name))));
        return plans;
    }

    /** What an issuer gives would take the place of all versions of a key. */
    private static void demandForeign(String hooked) {
        if (ProductKeys.has(hooked)) {
            throw new IllegalArgumentException("the gateway makes the key '" + hooked
                    + "' itself: delete routes/secrets/rotate-" + hooked + ".camel.yaml");
        }
    }

    /** Each look reads every key from its backend, which may have its price. */
    @Bean
    RotationClerk rotationClerk(
            List<Rotation> rotations, SecretsSettings settings, SecretEventQueue events, Clock clock) {
        RotationClerk clerk = new RotationClerk(rotations, events, clock);
        clerk.start(settings.refresh());
        return clerk;
    }
}
