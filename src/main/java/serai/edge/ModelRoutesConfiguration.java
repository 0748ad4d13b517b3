package serai.edge;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import serai.model.RetryRule;

/** What the routes of models need of Camel. */
@Configuration(proxyBeanMethods = false)
class ModelRoutesConfiguration {

    @Bean
    ModelRetry modelRetry(RetryRule rule) {
        return new ModelRetry(rule);
    }

    @Bean
    ModelHttp modelHttp() {
        return new ModelHttp();
    }
}
