package serai.routing;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Guarded routes in place of Camel's own loading and reloading. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    @Bean
    RouteCheck routeCheck(Environment environment) {
        return new RouteCheck(StageBeans.shipped(), name -> Optional.ofNullable(environment.getProperty(name)));
    }

    @Bean(initMethod = "begin")
    RouteGuard routeGuard(CamelContext context, RouteCheck check, RoutingSettings settings) {
        return new RouteGuard(context, check, settings.directory());
    }

    /** Loads the routes just before Camel starts, and looks for edits from then on. */
    @Bean
    CamelContextConfiguration guardedRoutes(
            ObjectProvider<RouteGuard> guard,
            ObjectProvider<RoutePoller> poller,
            RoutingSettings settings,
            Environment environment) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                GuardedContext.refuseOtherLoaders(environment);
                GuardedContext.apply(context, settings);
                guard.getObject().load();
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                poller.getObject().start();
            }
        };
    }

    @Bean
    RoutePoller routePoller(RouteGuard guard, RoutingSettings settings) {
        return new RoutePoller(guard::poll, settings.pollInterval());
    }

    @Bean
    RouteHealth routes(RouteGuard guard) {
        return new RouteHealth(guard::state);
    }
}
