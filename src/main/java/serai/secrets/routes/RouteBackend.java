package serai.secrets.routes;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import serai.secrets.SecretBackend;
import serai.secrets.SecretBackendException.Reason;
import serai.secrets.SecretDescription;
import serai.secrets.StoredSecret;

/** A backend whose three entries are routes of a Camel context of its own. */
final class RouteBackend implements SecretBackend {

    /** So many calls that a backend does not answer may be under way before further ones fail at once. */
    private static final int MOST_CALLS = 64;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    private final String name;
    private final DefaultCamelContext context;
    private final BackendClients clients;
    private final ProducerTemplate template;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(MOST_CALLS);

    RouteBackend(String name, DefaultCamelContext context, BackendClients clients) {
        this.name = name;
        this.context = context;
        this.clients = clients;
        this.template = context.createProducerTemplate();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StoredSecret read(String secret) {
        return call(new Call(name, "read", secret), null, StoredSecret.class);
    }

    @Override
    public SecretDescription describe(String secret) {
        return call(new Call(name, "describe", secret), null, SecretDescription.class);
    }

    @Override
    public String write(String secret, byte[] value) {
        StoredSecret.demandUsable(value);
        return call(new Call(name, "write", secret), value.clone(), String.class);
    }

    private <T> T call(Call call, byte @Nullable [] body, Class<T> wanted) {
        if (!NAME.matcher(call.secret()).matches()) {
            throw new IllegalArgumentException("a secret is named by lower-case letters, digits and dashes");
        }
        return await(call, threads.submit(() -> ask(call, body, wanted)));
    }

    /** The thread that waits may be interrupted; the one that asks is then, too. */
    private <T> T await(Call call, Future<T> answer) {
        try {
            return answer.get(clients.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw call.failure(Refusal.of(Reason.UNREACHABLE, "no answer within " + clients.limit()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw call.failure(Refusal.of(Reason.UNREACHABLE, "interrupted"));
        } catch (ExecutionException e) {
            throw call.failure(e.getCause() == null ? e : e.getCause(), clients.failures());
        }
    }

    private <T> T ask(Call call, byte @Nullable [] body, Class<T> wanted) throws Exception {
        if (!free.tryAcquire()) {
            throw call.failure(Refusal.of(Reason.UNREACHABLE, MOST_CALLS + " calls wait for an answer"));
        }
        try {
            Exchange exchange = template.send(call.entry(), request -> {
                request.setVariable("secret", clients.prefix() + call.secret());
                request.getMessage().setBody(body);
            });
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            Object answer = exchange.getMessage().getBody();
            if (!wanted.isInstance(answer)) {
                throw call.failure(Refusal.of(Reason.MALFORMED, "its route must end with a " + wanted.getSimpleName()));
            }
            return wanted.cast(answer);
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        context.stop();
        clients.close().run();
    }
}
