package serai.secrets.routes;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
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

    /** Before any route is loaded: without the function, the placeholder would stand for the name itself. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    CamelContextConfiguration secretPlaceholders(SecretText text) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                context.getPropertiesComponent().addPropertiesFunction(new SecretFunction(text));
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // The function is all there is to add.
            }
        };
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
