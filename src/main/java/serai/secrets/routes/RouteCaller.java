package serai.secrets.routes;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import serai.secrets.SecretBackendException.Reason;

/** Calls routes and waits for what they make, for a limited time whatever their clients do. Safe for many threads. */
final class RouteCaller implements AutoCloseable {

    /** So many calls may be under way without an answer before further ones fail at once. */
    private static final int MOST_CALLS = 64;

    private final DefaultCamelContext context;
    private final Duration limit;
    private final Failures failures;
    private final ProducerTemplate template;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(MOST_CALLS);

    RouteCaller(DefaultCamelContext context, Duration limit, Failures failures) {
        this.context = context;
        this.limit = limit;
        this.failures = failures;
        this.template = context.createProducerTemplate();
    }

    /**
     * Calls the entry of a call.
     *
     * @param wanted what the body must be, or be convertible to, in the end
     */
    <T> T ask(Call call, Processor request, Class<T> wanted) {
        Future<T> answer = threads.submit(() -> send(call, request, wanted));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw call.failure(Refusal.of(Reason.UNREACHABLE, "no answer within " + limit));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw call.failure(Refusal.of(Reason.UNREACHABLE, "interrupted"));
        } catch (ExecutionException e) {
            throw call.failure(e.getCause() == null ? e : e.getCause(), failures);
        }
    }

    private <T> T send(Call call, Processor request, Class<T> wanted) throws Exception {
        if (!free.tryAcquire()) {
            throw call.failure(Refusal.of(Reason.UNREACHABLE, MOST_CALLS + " calls wait for an answer"));
        }
        try {
            Exchange exchange = template.send(call.entry(), request);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            T answer = exchange.getMessage().getBody(wanted);
            if (answer == null) {
                throw call.failure(Refusal.of(Reason.MALFORMED, "its route must end with a " + wanted.getSimpleName()));
            }
            return answer;
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        context.stop();
    }
}
