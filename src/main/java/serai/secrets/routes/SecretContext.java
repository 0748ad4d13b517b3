package serai.secrets.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Starts Camel contexts that handle secrets: without error handler, history, tracing or management, which would tell. */
final class SecretContext {

    private static final int SECONDS_TO_STOP = 5;

    private SecretContext() {}

    /** @throws IllegalStateException naming the files that cannot be loaded */
    static DefaultCamelContext start(
            String name, Collection<Path> files, Map<String, Object> beans, Map<String, String> placeholders) {
        DefaultCamelContext context = create(name, placeholders);
        try {
            beans.forEach(context.getRegistry()::bind);
            for (Path file : files) {
                load(context, file);
            }
            context.start();
            return context;
        } catch (Exception e) {
            context.stop();
            throw new IllegalStateException(
                    "the routes for secrets cannot be loaded from " + files + ": run 'serai routes check'", e);
        }
    }

    private static DefaultCamelContext create(String name, Map<String, String> placeholders) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.disableJMX();
        context.getCamelContextExtension().setName("secrets-" + name);
        context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
        context.setMessageHistory(false);
        context.setTracing(false);
        context.setBacklogTracing(false);
        context.setStreamCaching(false);
        context.setLogExhaustedMessageBody(false);
        context.getShutdownStrategy().setTimeout(SECONDS_TO_STOP);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        Properties values = new Properties();
        values.putAll(placeholders);
        context.getPropertiesComponent().setInitialProperties(values);
        return context;
    }

    private static void load(DefaultCamelContext context, Path file) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("mem:" + file.getFileName(), Files.readString(file)));
    }
}
