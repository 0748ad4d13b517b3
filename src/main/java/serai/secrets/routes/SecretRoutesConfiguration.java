package serai.secrets.routes;

import java.nio.file.Path;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.secrets.BackendFactory;
import serai.secrets.SecretBackend;

@Configuration(proxyBeanMethods = false)
class SecretRoutesConfiguration {

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
