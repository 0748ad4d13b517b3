package serai.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import serai.access.LabelSchema;
import serai.admin.SeraiApplication;
import serai.catalog.Catalog;
import serai.intake.DevIssuer;
import serai.intake.DevUsers;
import serai.query.Home;
import serai.retrieval.Embedder;
import serai.retrieval.IndexFollower;
import serai.retrieval.MiniLmEmbedder;

/**
 * What the whole gateway costs: CPU time by stage, queries per second, start and memory. A program, not a test;
 * {@code docs/performance.md} says how to run it. Its arguments are numbers of passages, ascending.
 */
final class GatewayBenchmark {

    private static final List<String> CALLS = List.of("/v1/search", "/v1/query");
    private static final int ROUNDS = 5;
    private static final int CLIENTS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration ROUND = Duration.ofSeconds(4);

    private final Path home;

    private GatewayBenchmark(Path home) {
        this.home = home;
    }

    public static void main(String[] arguments) throws IOException {
        System.setProperty("http.maxConnections", "16");
        GatewayBenchmark benchmark = new GatewayBenchmark(Files.createTempDirectory("gateway-benchmark"));
        for (String passages : arguments.length == 0 ? new String[] {"10000", "100000"} : arguments) {
            benchmark.run(Integer.parseInt(passages));
        }
        System.exit(0);
    }

    private void run(int passages) throws IOException {
        StageProbe probe = new StageProbe();
        try (ConfigurableApplicationContext gateway = start(false, probe)) {
            new Corpus(
                            gateway.getBean(Catalog.class),
                            gateway.getBean(IndexFollower.class),
                            gateway.getBean(LabelSchema.class),
                            gateway.getBean(Embedder.class))
                    .growTo(passages);
            System.out.printf("%n## %,d passages%n", passages);
            stages(gateway, probe);
        }
        try (ConfigurableApplicationContext gateway = start(true, null)) {
            throughput(gateway);
        }
        startAndMemory();
    }

    private ConfigurableApplicationContext start(boolean virtualThreads, StageProbe probe) {
        return new SpringApplicationBuilder(SeraiApplication.class)
                .profiles("dev")
                .initializers(context -> {
                    if (probe != null) {
                        register((GenericApplicationContext) context, probe);
                    }
                })
                .run(
                        "--serai.home=" + home,
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.threads.virtual.enabled=" + virtualThreads,
                        "--serai.intake.requests-per-minute=100000000");
    }

    private static void register(GenericApplicationContext context, StageProbe probe) {
        context.registerBean(StageProbe.class, () -> probe);
        context.registerBean(
                "timedEmbedder",
                Embedder.class,
                () -> probe.timed(context.getBean(MiniLmEmbedder.class)),
                bean -> bean.setPrimary(true));
    }

    private Client client(ConfigurableApplicationContext gateway, String... users) {
        int port = ((ServletWebServerApplicationContext) gateway).getWebServer().getPort();
        DevIssuer issuer = DevIssuer.of(new Home(home), Clock.systemUTC());
        DevUsers known = DevUsers.read(Path.of("config", "users.yaml"));
        Map<String, String> tokens = new TreeMap<>();
        Arrays.stream(users).forEach(user -> tokens.put(user, issuer.token(user, known.of(user))));
        return new Client(URI.create("http://127.0.0.1:" + port), tokens);
    }

    private void stages(ConfigurableApplicationContext gateway, StageProbe probe) throws IOException {
        String[] users = {"guest", "merchant", "keeper"};
        Client everybody = client(gateway, users);
        CALLS.forEach(call -> Throughput.of(CLIENTS, WARM_UP, () -> everybody.askAgain(call)));
        Map<String, Map<String, List<Double>>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String call : CALLS) {
                for (String user : users) {
                    Client client = client(gateway, user);
                    probe.restart();
                    Throughput.of(CLIENTS, ROUND, () -> client.ask(call));
                    probe.means()
                            .forEach(
                                    (step, micros) -> rounds.computeIfAbsent(call + " " + user, each -> new TreeMap<>())
                                            .computeIfAbsent(step, each -> new ArrayList<>())
                                            .add(micros));
                }
            }
        }
        System.out.printf(
                "%nCPU µs a request by stage, %d clients, median of %d rounds of %d s%n",
                CLIENTS, ROUNDS, ROUND.toSeconds());
        rounds.forEach(GatewayBenchmark::print);
        System.out.printf("%nReference, a bare durable append: %.0f µs CPU%n", References.durableAppend(home));
    }

    private static void print(String name, Map<String, List<Double>> steps) {
        System.out.printf("%n| %s | CPU µs |%n|---|---|%n", name);
        steps.forEach((step, rounds) -> System.out.printf("| %s | %.0f |%n", step, median(rounds)));
        double guards = steps.entrySet().stream()
                .filter(step -> !List.of(StageProbe.EMBED, StageProbe.WHOLE, StageProbe.MODEL)
                        .contains(step.getKey()))
                .mapToDouble(step -> median(step.getValue()))
                .sum();
        System.out.printf("| **guards: all but embedding and model** | %.0f |%n", guards);
    }

    private void throughput(ConfigurableApplicationContext gateway) throws IOException {
        Client client = client(gateway, "guest", "merchant", "keeper");
        try (References references = new References()) {
            Client bare = new Client(references.address(), Map.of("nobody", "x"));
            Map<String, Runnable> subjects = new LinkedHashMap<>();
            CALLS.forEach(call -> subjects.put(call, () -> client.ask(call)));
            subjects.put("bare HTTP server", () -> bare.ask("/"));
            subjects.values().forEach(request -> Throughput.of(16, WARM_UP.dividedBy(4), request));
            Map<String, List<Throughput[]>> rounds = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                subjects.forEach((name, request) -> rounds.computeIfAbsent(name, each -> new ArrayList<>())
                        .add(new Throughput[] {Throughput.of(1, ROUND, request), Throughput.of(16, ROUND, request)}));
            }
            System.out.printf("%n| over HTTP | 1 client /s | 16 clients /s | ratio | CPU µs at 16, clients included |%n"
                    + "|---|---|---|---|---|%n");
            rounds.forEach(GatewayBenchmark::print);
        }
    }

    private static void print(String name, List<Throughput[]> rounds) {
        System.out.printf(
                "| %s | %.0f | %.0f | %.2f | %.0f |%n",
                name,
                median(rounds.stream().map(r -> r[0].perSecond()).toList()),
                median(rounds.stream().map(r -> r[1].perSecond()).toList()),
                median(rounds.stream()
                        .map(r -> r[1].perSecond() / r[0].perSecond())
                        .toList()),
                median(rounds.stream().map(r -> r[1].cpuMicros()).toList()));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** Runs the launcher on the same home, as its user would. */
    private void startAndMemory() throws IOException {
        for (int run = 0; run < 3; run++) {
            long start = System.nanoTime();
            Process gateway = new ProcessBuilder("./serai", "serve", "--dev", "--port", "0", "--home", home.toString())
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader output = gateway.inputReader()) {
                String line = output.readLine();
                while (line != null && !line.startsWith("serai serves on ")) {
                    line = output.readLine();
                }
                long ready = System.nanoTime() - start;
                if (line == null) {
                    throw new IOException("the gateway did not start");
                }
                URI address = URI.create(line.split(" ", 5)[3]);
                DevIssuer issuer = DevIssuer.of(new Home(home), Clock.systemUTC());
                DevUsers known = DevUsers.read(Path.of("config", "users.yaml"));
                Client client = new Client(address, Map.of("keeper", issuer.token("keeper", known.of("keeper"))));
                Throughput.of(16, Duration.ofSeconds(1), () -> client.ask("/v1/query"));
                System.out.printf(
                        "%nStart to ready %.1f s; after a second of questions from 16 clients: %s%n",
                        ready / 1e9, resident(gateway.pid()));
            } finally {
                gateway.destroy();
                gateway.onExit().join();
            }
        }
    }

    private static String resident(long pid) throws IOException {
        return String.join(
                ", ",
                Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS") || line.startsWith("RssAnon"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .toList());
    }
}
