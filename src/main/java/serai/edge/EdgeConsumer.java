package serai.edge;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.support.DefaultConsumer;

/** The head of one HTTP route: it may be called while it runs. */
final class EdgeConsumer extends DefaultConsumer implements PlatformHttpConsumer {

    private final EdgeServlet servlet;

    EdgeConsumer(PlatformHttpEndpoint endpoint, Processor route, EdgeServlet servlet) {
        super(endpoint, route);
        this.servlet = servlet;
    }

    @Override
    public PlatformHttpEndpoint getEndpoint() {
        return (PlatformHttpEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        servlet.add(new EdgeCall(this));
    }

    /** An exchange for one request, to {@link #end} in any case. */
    Exchange begin(HttpServletRequest request) throws Exception {
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        exchange.setProperty(Requests.REQUEST, request);
        createUoW(exchange);
        return exchange;
    }

    /** Runs the route on this thread; a failure stays in the exchange. */
    void run(Exchange exchange) {
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
    }

    /** Lets completions run, once the response has left. */
    void end(Exchange exchange) {
        doneUoW(exchange);
        releaseExchange(exchange, false);
    }
}
