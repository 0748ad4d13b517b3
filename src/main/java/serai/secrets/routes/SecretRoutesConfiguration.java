package serai.secrets.routes;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.secrets.BackendFactory;
import serai.secrets.HookedSecrets;
import serai.secrets.SecretBackend;
import serai.secrets.SecretText;

@Configuration(proxyBeanMethods = false)
class SecretRoutesConfiguration {

    /** Hooks may look secrets up, so they come after these. */
    @Bean
    HookedSecrets hookedSecrets(@Value("${serai.routing.directory:routes}") Path routes, SecretText text) {
        return RotationHooks.open(routes, Map.of("secretText", text))
                .<HookedSecrets>map(hooks -> hooks)
                .orElseGet(HookedSecrets::none);
    }

    @Bean
    BackendFactory routedBackends(@Value("${serai.routing.directory:routes}") Path routes) {
        return new BackendFactory() {
            @Override
            public Set<String> names() {
                return SecretRoutes.names();
            }

            @Override
            public SecretBackend open(String name, Binder settings) {
                return SecretRoutes.open(name, settings, routes);
            }
        };
    }
}
