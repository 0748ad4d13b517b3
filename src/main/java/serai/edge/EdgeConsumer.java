package serai.edge;

import org.apache.camel.Exchange;
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

    /** Runs the route on this thread, with a unit of work as every consumer has; a failure stays in the exchange. */
    void run(Exchange exchange) {
        try {
            createUoW(exchange);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        } finally {
            doneUoW(exchange);
        }
    }
}
