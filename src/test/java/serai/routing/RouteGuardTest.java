package serai.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteGuardTest {

    private static final String EDGE = """
            - routeConfiguration:
                id: swap-safe
                onException:
                  - onException:
                      exception: [java.util.concurrent.RejectedExecutionException]
                      redeliveryPolicy: {maximumRedeliveries: 20, redeliveryDelay: 50, logRetryAttempted: false}
            - routeConfiguration:
                onException:
                  - onException:
                      exception: [java.lang.IllegalStateException]
                      handled: {constant: "true"}
                      steps:
                        - setHeader: {name: problem, constant: mapped}
            - route:
                id: door
                description: Stands for the HTTP consumer.
                routeConfigurationId: "*"
                from:
                  uri: direct:door
                  steps:
                    - bean: {ref: intake, method: receive}
                    - to: direct:answer
            """;

    @TempDir
    private Path directory;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private RouteGuard guard = new RouteGuard(context, ShippedRoutes.CHECK, Path.of("."));

    @BeforeEach
    void start() throws Exception {
        write("edge.camel.yaml", EDGE);
        write("answer.camel.yaml", answer("one"));
        Steps.bind(context);
        context.getShutdownStrategy().setTimeout(5);
        guard = new RouteGuard(context, ShippedRoutes.CHECK, directory);
        guard.load();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void leavesTheContextAloneBeforeTheFirstLoad() {
        DefaultCamelContext notStarted = new DefaultCamelContext();
        RouteGuard early = new RouteGuard(notStarted, ShippedRoutes.CHECK, directory);

        early.poll();

        assertThat(notStarted.getRoutes()).isEmpty();
        assertThat(early.state().inSync()).isFalse();
    }

    private static String answer(String version) {
        return ShippedRoutes.text("answer.camel.yaml")
                .replaceFirst("( +)(- bean:)", "$1- setHeader: {name: version, constant: " + version + "}\n$1$2");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }

    private Exchange ask() {
        try (FluentProducerTemplate template = context.createFluentProducerTemplate()) {
            return template.withBody("question").to("direct:door").send();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String version() {
        return ask().getMessage().getHeader("version", String.class);
    }

    @Test
    void answersWithTheLoadedRoutes() {
        assertThat(ask().getMessage().getBody()).isInstanceOf(Steps.Answer.class);
        assertThat(guard.state()).isEqualTo(new RouteGuard.State(true, 2, List.of()));
    }

    @Test
    void refusesToStartWithFindings() throws Exception {
        write("answer.camel.yaml", answer("one").replaceFirst(".*accessGate.*\n", ""));
        RouteGuard fresh = new RouteGuard(new DefaultCamelContext(), ShippedRoutes.CHECK, directory);

        assertThatThrownBy(fresh::load)
                .isInstanceOf(RoutesRefusedException.class)
                .hasMessageContaining("answer.camel.yaml:10: ")
                .hasMessageContaining("Insert `bean: {ref: accessGate, method: authorize}`");
        assertThat(fresh.state().inSync()).isFalse();
    }

    @Test
    void refusesToStartWithoutRoutes(@TempDir Path empty) {
        RouteGuard none = new RouteGuard(new DefaultCamelContext(), ShippedRoutes.CHECK, empty);
        RouteGuard missing = new RouteGuard(new DefaultCamelContext(), ShippedRoutes.CHECK, empty.resolve("missing"));

        assertThatThrownBy(none::load).hasMessageContaining("there is no route file");
        assertThatThrownBy(missing::load).hasMessageContaining("serai.routing.directory");
        assertThat(new RouteHealth(none::state).health().getStatus().getCode()).isEqualTo("DOWN");
    }

    @Test
    void waitsWithEditsUntilTheRoutesAreLoaded() {
        RouteGuard early = new RouteGuard(new DefaultCamelContext(), ShippedRoutes.CHECK, directory);

        early.poll();

        assertThat(early.state().findings()).isEmpty();
    }

    @Test
    void swapsAnEditedFile() throws Exception {
        write("answer.camel.yaml", answer("two"));
        guard.poll();

        assertThat(version()).isEqualTo("two");
        assertThat(guard.state().inSync()).isTrue();
    }

    @Test
    void noticesASwappedSymbolicLink(@TempDir Path mount) throws Exception {
        Files.writeString(mount.resolve("new"), answer("two"));
        Files.delete(directory.resolve("answer.camel.yaml"));
        Files.createSymbolicLink(directory.resolve("answer.camel.yaml"), mount.resolve("new"));
        guard.poll();

        assertThat(version()).isEqualTo("two");
    }

    @Test
    void keepsServingTheOldRouteWhileAnEditIsBroken() throws Exception {
        for (String broken : List.of(
                answer("two").replace("- bean", "- baen"),
                answer("two").replace("steps:", "steps: ["),
                answer("two").replaceFirst(".*scrubber.*\n", ""),
                answer("two").replace("{ ref: scrubber,", "{ ref: nobody,"),
                answer("two") + "        - to: direct:nowhere\n",
                "")) {
            write("answer.camel.yaml", broken);
            guard.poll();
            assertThat(version()).isEqualTo("one");
            assertThat(new RouteHealth(guard::state).health().getStatus().getCode())
                    .isEqualTo("DOWN");
        }

        write("answer.camel.yaml", answer("three"));
        guard.poll();
        assertThat(version()).isEqualTo("three");
        assertThat(new RouteHealth(guard::state).health().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void putsTheLastGoodTextBackWhenASwapFails() throws Exception {
        context.getRegistry().unbind("parser");
        write("answer.camel.yaml", answer("two"));
        write("ingest.camel.yaml", ShippedRoutes.text("ingest.camel.yaml"));
        guard.poll();

        assertThat(version()).isEqualTo("one");
        assertThat(guard.state().findings())
                .singleElement()
                .asString()
                .startsWith("ingest.camel.yaml:1: the swap failed: ");
        assertThat(context.getRoute("ingest")).isNull();
    }

    @Test
    void addsAndRemovesFiles() throws Exception {
        write("search.camel.yaml", ShippedRoutes.text("search.camel.yaml"));
        guard.poll();
        assertThat(context.getRoute("search")).isNotNull();

        Files.delete(directory.resolve("search.camel.yaml"));
        guard.poll();
        assertThat(context.getRoute("search")).isNull();
        assertThat(guard.state().inSync()).isTrue();
    }

    @Test
    void removesARouteThatVanishedFromItsFile() throws Exception {
        write("answer.camel.yaml", answer("two").replace("id: answer", "id: reply"));
        guard.poll();

        assertThat(context.getRoute("answer")).isNull();
        assertThat(version()).isEqualTo("two");
    }

    @Test
    void keepsAFileThatOthersNeed() throws Exception {
        Files.delete(directory.resolve("answer.camel.yaml"));
        guard.poll();

        assertThat(version()).isEqualTo("one");
        assertThat(guard.state().findings())
                .anySatisfy(
                        finding -> assertThat(finding.problem()).contains("no route consumes from `direct:answer`"));
    }

    @Test
    void asksForARestartWhenTheDoorsChange() throws Exception {
        write("edge.camel.yaml", EDGE.replace("Stands for", "Is like"));
        guard.poll();
        assertThat(guard.state().findings()).singleElement().asString().contains("Restart the gateway");

        write("edge.camel.yaml", EDGE);
        guard.poll();
        assertThat(guard.state().inSync()).isTrue();
    }

    @Test
    void asksForARestartWhenAHandlerChanges() throws Exception {
        write("handlers.camel.yaml", """
                - routeConfiguration:
                    onException:
                      - onException:
                          exception: [java.lang.Error]
                          steps: [{log: failed}]
                """);
        guard.poll();

        assertThat(guard.state().findings()).singleElement().asString().startsWith("handlers.camel.yaml:1: ");
    }

    @Test
    void keepsTheHandlersOfOtherFilesOnASwappedRoute() throws Exception {
        write(
                "answer.camel.yaml",
                answer("two")
                        .replaceFirst(
                                "( +)(- bean:)",
                                "$1- filter: {simple: \"\\${header.fail} != null\", steps: [{throwException: "
                                        + "{exceptionType: java.lang.IllegalStateException, message: no}}]}\n$1$2"));
        guard.poll();

        try (FluentProducerTemplate template = context.createFluentProducerTemplate()) {
            Exchange failed = template.withBody("q")
                    .withHeader("fail", "1")
                    .to("direct:door")
                    .send();
            assertThat(failed.getException()).isNull();
            assertThat(failed.getMessage().getHeader("problem")).isEqualTo("mapped");
        }
    }

    @Test
    void staysUnreadyWhileTheDirectoryCannotBeRead(@TempDir Path other) throws Exception {
        Path away = other.resolve("away");
        Files.move(directory, away);
        guard.poll();
        assertThat(guard.state().inSync()).isFalse();
        assertThat(version()).isEqualTo("one");

        Files.move(away, directory);
        guard.poll();
        assertThat(guard.state().inSync()).isTrue();
    }

    @Test
    void failsNoRequestWhileItSwaps() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Exception>>> failures = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                failures.add(callers.submit(() -> {
                    List<Exception> failed = new ArrayList<>();
                    while (!done.get()) {
                        Exchange exchange = ask();
                        if (exchange.getException() != null) {
                            failed.add(exchange.getException());
                        }
                        answered.incrementAndGet();
                    }
                    return failed;
                }));
            }
            for (int swap = 0; swap < 4; swap++) {
                write("answer.camel.yaml", answer("swap" + swap));
                guard.poll();
                assertThat(guard.state().findings()).isEmpty();
            }
            done.set(true);
            for (Future<List<Exception>> failed : failures) {
                assertThat(failed.get()).isEmpty();
            }
        }
        assertThat(answered).hasPositiveValue();
        assertThat(version()).isEqualTo("swap3");
    }

    @Test
    void leavesTheRoutesOfSecretBackendsAlone() throws Exception {
        Files.createDirectory(directory.resolve("secrets"));
        write("secrets/cloud.camel.yaml", """
                - route:
                    id: cloud-read
                    description: Reads a secret.
                    from:
                      uri: direct:cloud-read
                      steps:
                        - process: { id: cloud-read-call, ref: aBeanOfAnotherContext }
                """);

        guard.poll();

        assertThat(guard.state().inSync()).isTrue();
        assertThat(guard.state().findings()).isEmpty();
        assertThat(context.getRoute("cloud-read")).isNull();
    }
}
