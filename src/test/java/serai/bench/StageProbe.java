package serai.bench;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import serai.catalog.Embedding;
import serai.retrieval.Embedder;

/**
 * CPU time of each step: of the request's own thread, and of the embedder's and the audit writer's threads, which work for
 * all requests at once. On platform threads: the JVM does not count the CPU time of virtual ones.
 */
final class StageProbe extends OncePerRequestFilter implements InterceptStrategy, Ordered {

    static final String EMBED = "embed (the embedder's threads, and waiting for them)";
    static final String MODEL = "model (extractive)";
    static final String WHOLE = "whole request, server threads";

    private static final String EDGE = "HTTP, token, JSON, routes";
    private static final String AUDIT = "audit (its writer's thread, two durable records)";

    private static final Map<String, String> NAMES = Map.of(
            "intake", "intake",
            "scrubber", "scrub",
            "accessGate", "authorise",
            "retriever", "search, unseal, recheck",
            "chat", MODEL,
            "answerGate", "release");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<String, LongAdder> nanos = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();
    private final ThreadLocal<long[]> steps = ThreadLocal.withInitial(() -> new long[1]);
    private final ThreadLocal<long[]> waiting = ThreadLocal.withInitial(() -> new long[1]);
    private long embedding;
    private long writing;

    /** Forgets what was measured. */
    void restart() {
        nanos.clear();
        requests.reset();
        embedding = cpu("serai-embedder");
        writing = cpu("audit-writer");
    }

    /** The mean of each step in microseconds since the restart. */
    Map<String, Double> means() {
        add(EMBED, cpu("serai-embedder") - embedding);
        add(AUDIT, cpu("audit-writer") - writing);
        add(WHOLE, cpu("serai-embedder") - embedding + cpu("audit-writer") - writing);
        Map<String, Double> means = new TreeMap<>();
        nanos.forEach((step, sum) -> means.put(step, sum.sum() / 1_000.0 / requests.sum()));
        return means;
    }

    private void add(String step, long time) {
        nanos.computeIfAbsent(step, name -> new LongAdder()).add(time);
    }

    private long cpu(String name) {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(name))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long[] inSteps = steps.get();
        inSteps[0] = 0;
        long start = threads.getCurrentThreadCpuTime();
        chain.doFilter(request, response);
        long own = threads.getCurrentThreadCpuTime() - start;
        add(WHOLE, own);
        add(EDGE, own - inSteps[0]);
        requests.increment();
    }

    /** Counts what a request's own thread spends on its embedding, which is part of the step that searches. */
    Embedder timed(Embedder embedder) {
        return new Embedder() {
            @Override
            public Embedding embed(String question) {
                long start = threads.getCurrentThreadCpuTime();
                Embedding vector = embedder.embed(question);
                waiting.get()[0] += threads.getCurrentThreadCpuTime() - start;
                return vector;
            }

            @Override
            public List<Embedding> embedAll(List<String> passages) {
                return embedder.embedAll(passages);
            }

            @Override
            public int dimensions() {
                return embedder.dimensions();
            }
        };
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, @Nullable Processor next) {
        String name = node instanceof BeanDefinition bean ? NAMES.get(String.valueOf(bean.getRef())) : null;
        return name == null ? target : new Probed(target, name);
    }

    private final class Probed extends DelegateAsyncProcessor {

        private final String step;

        Probed(Processor target, String step) {
            super(target);
            this.step = step;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            long start = threads.getCurrentThreadCpuTime();
            return super.process(exchange, synchronous -> {
                long own = threads.getCurrentThreadCpuTime() - start;
                long[] waited = waiting.get();
                add(step, own - waited[0]);
                add(EMBED, waited[0]);
                waited[0] = 0;
                steps.get()[0] += own;
                callback.done(synchronous);
            });
        }
    }
}
