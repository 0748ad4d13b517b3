package serai.secrets.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import serai.secrets.SecretBackendException;
import serai.secrets.SecretBackendException.Reason;

/** However a client behaves, a call ends. */
final class RouteCallerTest {

    private static final Call READ = new Call("cloud", "read", "key");
    private static final Processor NOTHING = exchange -> {};

    private static RouteCaller caller(Processor client, Duration limit) throws Exception {
        DefaultCamelContext context = SecretContext.start("test", List.of(), java.util.Map.of(), java.util.Map.of());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:cloud-read").process(client);
            }
        });
        return new RouteCaller(context, limit, failure -> Optional.empty());
    }

    private static SecretBackendException refusal(RouteCaller caller) {
        return catchThrowableOfType(SecretBackendException.class, () -> caller.ask(READ, NOTHING, String.class));
    }

    @Test
    void endsWhenItsTimeIsOver() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (RouteCaller caller = caller(
                exchange -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                },
                Duration.ofMillis(200))) {
            SecretBackendException refusal = refusal(caller);

            assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(refusal).hasMessageContaining("cloud: cannot read 'key'").hasMessageContaining("PT0.2S");
            interrupted.await();
        }
    }

    @Test
    void doesNotPileUpCallsThatNobodyAnswers() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (RouteCaller caller = caller(
                exchange -> {
                    asked.incrementAndGet();
                    answer.await();
                    exchange.getMessage().setBody("answer");
                },
                Duration.ofSeconds(30))) {
            List<Thread> callers = IntStream.range(0, 64)
                    .mapToObj(i -> Thread.ofVirtual().start(() -> caller.ask(READ, NOTHING, String.class)))
                    .toList();
            await().until(() -> asked.get() == 64);

            assertThat(refusal(caller)).hasMessageContaining("64 calls wait");

            answer.countDown();
            for (Thread thread : callers) {
                thread.join();
            }
            assertThat(caller.ask(READ, NOTHING, String.class)).isEqualTo("answer");
        }
    }

    @Test
    void refusesWhatIsNotWanted() throws Exception {
        try (RouteCaller caller = caller(exchange -> exchange.getMessage().setBody(null), Duration.ofSeconds(5))) {
            assertThat(refusal(caller).reason()).isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void saysOfAnUnknownFailureItsTypeAlone() throws Exception {
        try (RouteCaller caller = caller(
                exchange -> {
                    throw new UnsupportedOperationException("the value is hunter2");
                },
                Duration.ofSeconds(5))) {
            assertThat(refusal(caller))
                    .hasMessageContaining("UnsupportedOperationException")
                    .hasMessageNotContaining("hunter2")
                    .hasNoCause();
        }
    }
}
