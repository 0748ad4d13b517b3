package serai.routing;

import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.PrototypeExchangeFactory;

/** What every Camel context of the gateway is set to, whatever the configuration says. */
final class GuardedContext {

    private GuardedContext() {}

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
