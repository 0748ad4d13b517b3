package serai.edge;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;

/** Puts the HTTP routes behind the {@link EdgeServlet}. */
record EdgeEngine(EdgeServlet servlet) implements PlatformHttpEngine {

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor route) {
        return new EdgeConsumer(endpoint, route, servlet);
    }
}
