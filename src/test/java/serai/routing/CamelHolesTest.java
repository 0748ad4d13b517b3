package serai.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Camel 4.17.0 does on its own, and that it cannot do it here. When one fails after an upgrade, a guard may go. */
class CamelHolesTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private void run(String text) throws Exception {
        Steps.bind(context);
        context.getRegistry().bind("open", new Open());
        PluginHelper.getRoutesLoader(context).loadRoutes(DryRun.resource("a.camel.yaml", text));
        context.start();
    }

    /** A bean that tells what reached it. */
    public static final class Open {
        private @Nullable Object body = "nothing";

        public void first(@Nullable Object given) {
            body = given;
        }

        public void second(@Nullable Object given) {
            body = "second";
        }

        @Nullable
        Object body() {
            return body;
        }
    }

    private Exchange send(String uri, @Nullable Object body, Map<String, Object> headers) throws IOException {
        try (FluentProducerTemplate template = context.createFluentProducerTemplate()) {
            return template.withProcessor(exchange -> {
                        exchange.getMessage().setBody(body);
                        exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
                    })
                    .to(uri)
                    .send();
        }
    }

    private static String route(String... steps) {
        return """
                - route:
                    id: a
                    description: A route.
                    from:
                      uri: direct:a
                      steps:
                """
                + String.join(
                        "",
                        List.of(steps).stream()
                                .map(step -> "        - " + step + "\n")
                                .toList());
    }

    private static List<String> check(String text) {
        return ShippedRoutes.check(Map.of("a.camel.yaml", text));
    }

    /** Camel's own reload, called as its file watcher does. */
    private static final class StockReload extends RouteWatcherReloadStrategy {
        void reload(Resource resource, boolean removeAll) {
            onRouteReload(List.of(resource), removeAll);
        }
    }

    private void reload(Resource resource) {
        StockReload reload = new StockReload();
        reload.setCamelContext(context);
        try {
            reload.reload(resource, true);
        } catch (RuntimeException e) {
            assertThat(e).as("Camel's watcher logs it and goes on").isNotNull();
        }
    }

    @Test
    void stockReloadLosesTheEditedRouteAndStaysWedged(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a.camel.yaml"), route("log: one"));
        Resource edited = PluginHelper.getResourceLoader(context).resolveResource("file:" + file);
        PluginHelper.getRoutesLoader(context).loadRoutes(edited);
        context.start();
        assertThat(context.getRoute("a")).isNotNull();

        Files.writeString(file, route("lgo: two"));
        reload(edited);
        assertThat(context.getRoute("a")).isNull();

        Files.writeString(file, route("log: three"));
        reload(edited);
        assertThat(context.getRoute("a")).isNull();
    }

    @Test
    void stockUpdateRemovesTheOldRouteBeforeItKnowsThatTheNewOneBuilds() throws Exception {
        run(route("log: one"));
        String broken = route("to: {id: call, uri: 'direct:b?nonsense=1'}");

        assertThatThrownBy(() ->
                        PluginHelper.getRoutesLoader(context).updateRoutes(DryRun.resource("a.camel.yaml", broken)))
                .isInstanceOf(Exception.class);

        assertThat(context.getRoute("a")).isNull();
        assertThat(check(broken)).isNotEmpty();
    }

    @Test
    void camelCountsLinesFromZeroAndTheCheckFromOne() throws Exception {
        String text = route("log: one", "bean: {ref: scrubber, method: scrub}");
        run(text);
        int camels = context.getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRouteDefinition("a")
                .getOutputs()
                .get(1)
                .getLineNumber();

        assertThat(text.lines().toList().get(camels)).contains("scrubber");
        assertThat(check(text)).singleElement().asString().startsWith("a.camel.yaml:" + (camels + 1) + ":");
    }

    @Test
    void aNullBodyReachesABeanAndStepsRefuseIt() throws Exception {
        run(route("bean: {ref: open, method: first}"));
        send("direct:a", null, Map.of());

        assertThat(((Open) context.getRegistry().lookupByName("open")).body()).isNull();
        assertThatThrownBy(() -> new Steps.Scrubber().scrub(nothing())).isInstanceOf(NullPointerException.class);
    }

    @SuppressWarnings("NullAway") // what Camel passes
    private static Steps.Query nothing() {
        return null;
    }

    @Test
    void aHeaderNoLongerChoosesTheMethodAndStepsNameItAnyway() throws Exception {
        for (String step : List.of("bean: {ref: open}", "bean: {ref: open, method: first}")) {
            try (DefaultCamelContext each = new DefaultCamelContext();
                    FluentProducerTemplate template = each.createFluentProducerTemplate()) {
                Open open = new Open();
                each.getRegistry().bind("open", open);
                PluginHelper.getRoutesLoader(each).loadRoutes(DryRun.resource("a.camel.yaml", route(step)));
                each.start();
                template.withBody("x")
                        .withHeader("CamelBeanMethodName", "second")
                        .to("direct:a")
                        .send();
                assertThat(open.body()).isEqualTo("x");
            }
        }
        assertThat(check(route("bean: {ref: responses}")))
                .singleElement()
                .asString()
                .contains("Write `method:` with one of write");
    }

    @Test
    void aRouteConfigurationWithAnIdCoversOnlyTheRoutesThatNameIt() throws Exception {
        String handler = """
                - routeConfiguration:
                    %s
                    onException:
                      - onException:
                          exception: [java.lang.IllegalStateException]
                          handled: {constant: "true"}
                          steps: [{setHeader: {name: mapped, constant: "yes"}}]
                """;
        String failing = route("throwException: {exceptionType: java.lang.IllegalStateException, message: no}");
        run(handler.formatted("id: named") + failing);
        assertThat(send("direct:a", "x", Map.of()).getException()).isInstanceOf(IllegalStateException.class);

        try (DefaultCamelContext other = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(other)
                    .loadRoutes(DryRun.resource("a.camel.yaml", handler.replace("    %s\n", "") + failing));
            other.start();
            try (FluentProducerTemplate template = other.createFluentProducerTemplate()) {
                assertThat(template.withBody("x")
                                .to("direct:a")
                                .send()
                                .getMessage()
                                .getHeader("mapped"))
                        .isEqualTo("yes");
            }
        }
    }

    @Test
    void aHeaderRedirectsAnHttpCallAndExpandsPlaceholdersUnlessItIsRemoved() throws Exception {
        AtomicReference<String> asked = new AtomicReference<>("");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.set(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            context.getPropertiesComponent().addInitialProperty("token", "s3cret");
            String open = route("to: {id: call, uri: '" + base + "/model?bridgeEndpoint=true'}");
            String closed = route("removeHeaders: {pattern: 'Camel*'}", "to: {id: call, uri: '" + base + "/model'}");
            Map<String, Object> forged = Map.of("CamelHttpUri", base + "/thief/{{token}}", "CamelRestHttpUri", base);

            run(open);
            send("direct:a", "", Map.of("CamelHttpUri", base + "/thief/{{token}}"));
            send("direct:a", "", Map.of("CamelRestHttpUri", base + "/thief/{{token}}"));
            assertThat(asked.get()).contains("/thief/s3cret");

            PluginHelper.getRoutesLoader(context).updateRoutes(DryRun.resource("a.camel.yaml", closed));
            send("direct:a", "", forged);
            assertThat(asked).hasValue("/model");
            assertThat(check(open))
                    .singleElement()
                    .asString()
                    .contains("Insert `removeHeaders: {pattern: \"Camel*\"}`");
            assertThat(check(closed)).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aSpaceInHttpMethodRestrictIsFound() {
        String edge = ShippedRoutes.text("edge.camel.yaml")
                .replaceFirst("httpMethodRestrict: POST", "httpMethodRestrict: 'GET, POST'");

        assertThat(ShippedRoutes.check(ShippedRoutes.with("edge.camel.yaml", edge)))
                .singleElement()
                .asString()
                .contains("a space in httpMethodRestrict");
    }

    @Test
    void aHandledFailureEndsTheCallersRouteToo() throws Exception {
        run("""
                - routeConfiguration:
                    onException:
                      - onException:
                          exception: [java.lang.IllegalStateException]
                          handled: {constant: "true"}
                          steps: [{setBody: {constant: problem}}]
                - route:
                    id: caller
                    description: Calls.
                    from:
                      uri: direct:caller
                      steps:
                        - to: direct:a
                        - bean: {ref: open, method: first}
                """ + route("throwException: {exceptionType: java.lang.IllegalStateException, message: no}"));

        assertThat(send("direct:caller", "x", Map.of()).getMessage().getBody()).isEqualTo("problem");
        assertThat(((Open) context.getRegistry().lookupByName("open")).body()).isEqualTo("nothing");
    }
}
