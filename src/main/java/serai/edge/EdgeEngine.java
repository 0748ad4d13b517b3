package serai.edge;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;

/**
 * Runs the HTTP routes, on the thread of each request, and answers every failure of theirs with a problem document.
 * Nothing leaves that {@link Responses} did not write: a handler that made up a body would answer without a record.
 *
 * <p>Outside the routes, because Camel leaves a failure alone that the error handler of an inner route gave up on.
 */
final class EdgeEngine implements PlatformHttpEngine {

    private final Responses responses;

    EdgeEngine(Responses responses) {
        this.responses = responses;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor route) {
        // Requests have virtual threads of their own; handing over to others would only cost.
        return new SpringBootPlatformHttpConsumer(endpoint, exchange -> run(route, exchange), Runnable::run);
    }

    private void run(Processor route, Exchange exchange) {
        Requests.request(exchange);
        try {
            route.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        Throwable failure = exchange.getException();
        if (failure != null) {
            exchange.setException(null);
            responses.problem(exchange, failure);
        } else if (!Responses.wrote(exchange)) {
            responses.problem(exchange, new IllegalStateException("a route ended with a body of its own"));
        }
    }

    @Override
    public int getServerPort() {
        return 0;
    }
}
