package serai.secrets.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import serai.secrets.SecretBackend;

/**
 * Opens backends that are route files, each in a Camel context of its own.
 *
 * <p>Secrets are needed before the gateway's beans exist, and no swap of a route may touch them: so these routes do not
 * belong to the gateway's context. They run without an error handler, history or tracing, which would log.
 */
public final class SecretRoutes {

    /** The part of the routes directory that only this class loads. */
    public static final String DIRECTORY = "secrets";

    private static final String ENDING = ".camel.yaml";

    private SecretRoutes() {}

    /**
     * Opens a backend; asks it nothing.
     *
     * @param backend the word that chooses it
     * @param settings of every backend that there is
     * @param routes the gateway's routes directory
     * @throws IllegalArgumentException when it is not among them, or settings that it needs are missing; names them all
     */
    public static SecretBackend open(String backend, Collection<? extends BackendSettings> settings, Path routes) {
        BackendSettings chosen = settings.stream()
                .filter(candidate -> candidate.backend().equals(backend))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("serai.secrets.backend must be file or one of "
                        + settings.stream().map(BackendSettings::backend).toList()));
        if (!chosen.missing().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", chosen.missing()));
        }
        return open(backend, chosen.connect(), routes);
    }

    static SecretBackend open(String backend, BackendClients clients, Path routes) {
        DefaultCamelContext context = context(backend, clients);
        try {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(file(routes.resolve(DIRECTORY).resolve(backend + ENDING)));
            context.start();
            return new RouteBackend(backend, context, clients);
        } catch (Exception e) {
            context.stop();
            clients.close().run();
            throw new IllegalStateException(
                    "the routes of the secret backend " + backend + " cannot be loaded from "
                            + routes.resolve(DIRECTORY) + ": run 'serai routes check'",
                    e);
        }
    }

    private static DefaultCamelContext context(String backend, BackendClients clients) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.disableJMX();
        context.getCamelContextExtension().setName("secrets-" + backend);
        context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
        context.setMessageHistory(false);
        context.setTracing(false);
        context.setBacklogTracing(false);
        context.setStreamCaching(false);
        context.setLogExhaustedMessageBody(false);
        context.getShutdownStrategy().setTimeout(5);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        Properties placeholders = new Properties();
        placeholders.putAll(clients.placeholders());
        context.getPropertiesComponent().setInitialProperties(placeholders);
        clients.beans().forEach(context.getRegistry()::bind);
        return context;
    }

    private static Resource file(Path file) throws IOException {
        return ResourceHelper.fromString("mem:" + file.getFileName(), Files.readString(file));
    }
}
