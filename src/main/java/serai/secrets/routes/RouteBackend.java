package serai.secrets.routes;

import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import serai.secrets.SecretBackend;
import serai.secrets.SecretDescription;
import serai.secrets.StoredSecret;

/** A backend whose three entries are routes of a Camel context of its own. */
final class RouteBackend implements SecretBackend {

    private final String name;
    private final BackendClients clients;
    private final RouteCaller routes;

    RouteBackend(String name, DefaultCamelContext context, BackendClients clients) {
        this.name = name;
        this.clients = clients;
        this.routes = new RouteCaller(context, clients.limit(), clients.failures());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StoredSecret read(String secret) {
        return call("read", secret, null, StoredSecret.class);
    }

    @Override
    public SecretDescription describe(String secret) {
        return call("describe", secret, null, SecretDescription.class);
    }

    @Override
    public String write(String secret, byte[] value) {
        StoredSecret.demandUsable(value);
        return call("write", secret, value.clone(), String.class);
    }

    private <T> T call(String operation, String secret, byte @Nullable [] body, Class<T> wanted) {
        Call call = new Call(name, operation, secret);
        return routes.ask(
                call,
                exchange -> {
                    exchange.setVariable("secret", clients.prefix() + secret);
                    exchange.getMessage().setBody(body);
                },
                wanted);
    }

    @Override
    public void close() {
        routes.close();
        clients.close().run();
    }
}
