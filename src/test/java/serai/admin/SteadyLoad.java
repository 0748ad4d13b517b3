package serai.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Several clients that ask a gateway over HTTPS at a steady rate: in turn a question to the model, a search and a
 * document. Each uses tokens of different ages and opens a new connection again and again.
 */
final class SteadyLoad implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final long PERIOD_MILLIS = 125;
    private static final int REQUESTS_PER_CONNECTION = 8;
    private static final int TOKENS = 5;
    private static final int LAST = 4 * CLIENTS;

    /** What came back; status 0 when nothing did, and why. */
    record Result(String path, Instant begun, Duration taken, int status, boolean retryAfter, String body) {

        Instant ended() {
            return begun.plus(taken);
        }

        /** What is told of a document stands in the catalog as it is; its passages are sealed. */
        boolean needsSecrets() {
            return !path.startsWith("/v1/documents/");
        }

        boolean succeeded() {
            return status == 200;
        }

        /** That the gateway cannot answer now, and when to ask again. */
        boolean isUnavailable() {
            return status == 503 && retryAfter && body.contains("urn:serai:problem:unavailable");
        }
    }

    private final Clock clock = Clock.systemUTC();
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(CLIENTS);
    private final List<Future<?>> turns = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final URI gateway;
    private final SSLContext trust;
    private final Supplier<String> tokens;
    private final String document;

    private SteadyLoad(URI gateway, SSLContext trust, Supplier<String> tokens, String document) {
        this.gateway = gateway;
        this.trust = trust;
        this.tokens = tokens;
        this.document = document;
    }

    /** @param tokens makes a new one */
    static SteadyLoad start(URI gateway, SSLContext trust, Supplier<String> tokens, String document) {
        SteadyLoad load = new SteadyLoad(gateway, trust, tokens, document);
        for (int i = 0; i < CLIENTS; i++) {
            Client client = load.new Client(i);
            load.clients.add(client);
            load.turns.add(load.threads.scheduleAtFixedRate(
                    client::turn, i * PERIOD_MILLIS / CLIENTS, PERIOD_MILLIS, TimeUnit.MILLISECONDS));
        }
        return load;
    }

    private final class Client {

        private final Deque<String> taken = new ArrayDeque<>();
        private HttpClient http = connect();
        private int turns;

        Client(int number) {
            this.turns = number;
            taken.add(tokens.get());
        }

        private HttpClient connect() {
            return HttpClient.newBuilder()
                    .sslContext(trust)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        }

        void hangUp() {
            http.close();
        }

        void turn() {
            Instant begun = clock.instant();
            results.add(attempt(begun));
        }

        private Result attempt(Instant begun) {
            String path = "";
            try {
                if (turns++ % REQUESTS_PER_CONNECTION == 0) {
                    renew();
                }
                HttpRequest request = request();
                path = request.uri().getPath();
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                return new Result(
                        path,
                        begun,
                        since(begun),
                        response.statusCode(),
                        response.headers().firstValue("Retry-After").isPresent(),
                        response.body());
            } catch (IOException | RuntimeException e) {
                return new Result(path, begun, since(begun), 0, false, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Result(path, begun, since(begun), 0, false, "interrupted");
            }
        }

        private Duration since(Instant begun) {
            return Duration.between(begun, clock.instant());
        }

        /** Also takes a new token, and keeps the last ones. */
        private void renew() {
            hangUp();
            http = connect();
            taken.addLast(tokens.get());
            if (taken.size() > TOKENS) {
                taken.removeFirst();
            }
        }

        private HttpRequest request() {
            String token = turns % 2 == 0 ? taken.getFirst() : taken.getLast();
            HttpRequest.Builder request = HttpRequest.newBuilder().header("Authorization", "Bearer " + token);
            return switch (turns % 3) {
                case 0 -> post(request, "/v1/query", "{\"question\":\"When do the gates close?\"}");
                case 1 -> post(request, "/v1/search", "{\"question\":\"What does the treasury hold?\"}");
                default ->
                    request.uri(gateway.resolve("/v1/documents/" + document)).build();
            };
        }

        private HttpRequest post(HttpRequest.Builder request, String path, String body) {
            return request.uri(gateway.resolve(path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
        }
    }

    List<Result> failures() {
        return results.stream().filter(result -> !result.succeeded()).toList();
    }

    /** Whether the last requests that need secrets came out like this. */
    boolean lastAre(Predicate<Result> expected) {
        List<Result> all = results.stream().filter(Result::needsSecrets).toList();
        return all.size() >= LAST
                && all.subList(all.size() - LAST, all.size()).stream().allMatch(expected);
    }

    /** How many requests, how many failed, and how long they took. */
    String figures() {
        List<Duration> times = results.stream().map(Result::taken).sorted().toList();
        return "%d requests, %d failed, median %d ms, 99 %% within %d ms, longest %d ms"
                .formatted(
                        times.size(),
                        failures().size(),
                        times.get(times.size() / 2).toMillis(),
                        times.get(times.size() * 99 / 100).toMillis(),
                        times.getLast().toMillis());
    }

    /** Waits for the requests that are under way. */
    @Override
    public void close() {
        turns.forEach(turn -> turn.cancel(false));
        threads.shutdown();
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new AssertionError("a request takes longer than 30 s");
            }
            clients.forEach(Client::hangUp);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
