package serai.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.objenesis.ObjenesisStd;
import serai.secrets.SecretText;

/**
 * A scratch Camel context that holds all route files, builds every route and starts none.
 *
 * <p>The stage beans are stand-ins that were never constructed; nothing connects to anything.
 */
final class DryRun implements AutoCloseable {

    private static final int MOST_FAILURES = 20;

    private final DefaultCamelContext context = new DefaultCamelContext();

    private DryRun(StageBeans beans, Function<String, Optional<String>> settings) {
        context.disableJMX();
        context.setAutoStartup(false);
        context.setSourceLocationEnabled(true);
        context.getPropertiesComponent().addPropertiesSource(new Settings(settings));
        context.getRegistry()
                .bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, PlatformHttpEngine.class, new NoHttp());
        ObjenesisStd objenesis = new ObjenesisStd();
        context.getRegistry().bind("secretText", SecretText.class, objenesis.newInstance(SecretText.class));
        beans.types().forEach((name, type) -> context.getRegistry().bind(name, type, objenesis.newInstance(type)));
    }

    /** Parses the files into Camel's model; nothing is built yet. */
    static DryRun load(RouteSet set, StageBeans beans, Function<String, Optional<String>> settings) throws Exception {
        DryRun dryRun = new DryRun(beans, settings);
        PluginHelper.getRoutesLoader(dryRun.context).loadRoutes(resources(set));
        return dryRun;
    }

    /** What Camel's loader reads: the checked text, never the file again. */
    static List<Resource> resources(RouteSet set) {
        return set.texts().entrySet().stream()
                .map(file -> resource(file.getKey(), file.getValue()))
                .toList();
    }

    static Resource resource(String name, String text) {
        return ResourceHelper.fromString("mem:" + name, text);
    }

    List<RouteDefinition> routes() {
        return List.copyOf(model().getRouteDefinitions());
    }

    Map<String, RouteTemplateDefinition> templates() {
        return model().getRouteTemplateDefinitions().stream()
                .collect(java.util.stream.Collectors.toMap(RouteTemplateDefinition::getId, Function.identity()));
    }

    /** Replaces {@code {{placeholders}}}; what has no value is reported when the routes are built. */
    String resolve(String text) {
        try {
            return context.resolvePropertyPlaceholders(text);
        } catch (RuntimeException e) {
            return text;
        }
    }

    private Model model() {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    /** A route that cannot be built, and why: the root cause. */
    record Failure(String route, String cause) {}

    /**
     * Builds all routes, each time without those that failed before, so that all failures are known at once. What was
     * loaded serves for the first time only: it can be built once.
     */
    List<Failure> failures(RouteSet set, StageBeans beans, Function<String, Optional<String>> settings) {
        List<Failure> failures = new ArrayList<>();
        Set<String> without = new HashSet<>();
        Optional<Failure> failure = build();
        while (failure.isPresent()) {
            failures.add(failure.get());
            boolean more = without.add(failure.get().route()) && failures.size() < MOST_FAILURES;
            failure = more ? build(set, beans, settings, without) : Optional.empty();
        }
        return failures;
    }

    private static Optional<Failure> build(
            RouteSet set, StageBeans beans, Function<String, Optional<String>> settings, Set<String> without) {
        try (DryRun dryRun = load(set, beans, settings)) {
            dryRun.model()
                    .removeRouteDefinitions(dryRun.routes().stream()
                            .filter(route -> without.contains(route.getRouteId()))
                            .toList());
            return dryRun.build();
        } catch (Exception e) {
            return Optional.of(new Failure(route(e), rootCause(e)));
        }
    }

    private Optional<Failure> build() {
        try {
            context.start();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(new Failure(route(e), rootCause(e)));
        }
    }

    private static String route(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof FailedToCreateRouteException failed) {
                return failed.getRouteId();
            }
        }
        return "";
    }

    static String rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return message.lines().findFirst().orElse(root.getClass().getSimpleName());
    }

    @Override
    public void close() {
        context.stop();
    }

    /** Accepts every HTTP consumer and listens nowhere. */
    private static final class NoHttp implements PlatformHttpEngine {

        @Override
        public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
            return new Deaf(endpoint, processor);
        }
    }

    private static final class Deaf extends DefaultConsumer implements PlatformHttpConsumer {

        private Deaf(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        public PlatformHttpEndpoint getEndpoint() {
            return (PlatformHttpEndpoint) super.getEndpoint();
        }
    }

    /** Looks settings up where the gateway would. */
    private record Settings(Function<String, Optional<String>> lookup) implements PropertiesSource {

        @Override
        public String getName() {
            return "serai";
        }

        @Override
        @SuppressWarnings("NullAway") // Camel asks for null when there is no value
        public String getProperty(String name) {
            return lookup.apply(name).orElse(null);
        }
    }
}
