package serai.routing;

import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.PrototypeExchangeFactory;
import org.springframework.core.env.Environment;

/** What every Camel context of the gateway is set to, whatever the configuration says. */
final class GuardedContext {

    private GuardedContext() {}

    /**
     * Refuses settings by which Camel would load routes past the check.
     *
     * @throws IllegalStateException naming the setting and the remedy
     */
    static void refuseOtherLoaders(Environment settings) {
        refuse(settings, "camel.main.routes-collector-enabled", true);
        refuse(settings, "camel.main.routes-reload-enabled", false);
    }

    private static void refuse(Environment settings, String name, boolean standard) {
        if (settings.getProperty(name, Boolean.class, standard)) {
            throw new IllegalStateException(
                    name + " would load routes that no check has seen; set it to false, and put routes into"
                            + " serai.routing.directory");
        }
    }

    /**
     * Secures a context that has not started.
     *
     * @throws IllegalStateException when exchange pooling is on: it can hand one exchange to two requests
     */
    static void apply(CamelContext context, RoutingSettings settings) {
        if (!(context.getCamelContextExtension().getExchangeFactory() instanceof PrototypeExchangeFactory factory)
                || factory.isPooled()) {
            throw new IllegalStateException(
                    "Exchange pooling can hand one exchange to two requests; remove camel.main.exchange-factory");
        }
        context.setDevConsole(false);
        context.setTracing(false);
        context.setBacklogTracing(false);
        context.setDebugging(false);
        context.setStreamCaching(true);
        context.setLogExhaustedMessageBody(false);
        context.getShutdownStrategy().setTimeout(settings.drainTimeout().toSeconds());
        context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
    }
}
