package serai.edge;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every header out of messages and off responses that is not on a list.
 *
 * <p>Camel steers its endpoints by message headers and copies request headers into responses; without this, a caller
 * could do the one and read the other. Identity never travels in headers at all.
 */
final class EdgeHeaders implements HeaderFilterStrategy {

    private static final Set<String> IN = Set.of("content-type");
    private static final Set<String> OUT = Set.of("content-type", "retry-after");

    @Override
    public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, Exchange exchange) {
        return !IN.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }
}
