package serai.secrets.routes;

import java.time.Duration;
import java.util.Map;

/**
 * What the routes of one backend use, and how its failures are to be understood.
 *
 * @param prefix what the backend's names begin with, before the gateway's own
 * @param limit how long one call may take, whatever its client waits for; more than zero
 * @param beans clients and processors by the names that the routes use
 * @param placeholders values of the <code>{{placeholders}}</code> of the routes; no secrets
 * @param failures understands what the clients throw
 * @param close closes the clients
 */
public record BackendClients(
        String prefix,
        Duration limit,
        Map<String, Object> beans,
        Map<String, String> placeholders,
        Failures failures,
        Runnable close) {

    public BackendClients {
        beans = Map.copyOf(beans);
        placeholders = Map.copyOf(placeholders);
    }
}
