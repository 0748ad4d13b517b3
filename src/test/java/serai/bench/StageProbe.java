package serai.bench;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/**
 * CPU time of each step: of the request's own thread, and of the embedder and the audit writer while it waits for them.
 * For one request at a time, on platform threads: the JVM does not count the CPU time of virtual ones.
 */
final class StageProbe extends OncePerRequestFilter implements InterceptStrategy, Ordered {

    static final String EMBED = "embed (model and its thread)";
    static final String WHOLE = "whole request, server threads";
    static final String EDGE = "intake: HTTP, JWT, JSON, routes";

    private static final Map<String, String> NAMES = Map.of(
            "intake", "intake: limits and question",
            "scrubber", "scrub",
            "accessGate", "authorise, with durable intent",
            "retriever", "search: vectors, unseal, recheck",
            "chat", "model",
            "answerGate", "release, with durable outcome");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<String, List<Long>> samples = new LinkedHashMap<>();
    private final Map<String, Long> present = new LinkedHashMap<>();
    private long[] embedders = {};
    private long[] writers = {};

    /** Forgets what was measured and finds the worker threads. */
    synchronized void restart() {
        samples.clear();
        embedders = named("serai-embedder");
        writers = named("audit-writer");
    }

    private long[] named(String prefix) {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(prefix))
                .mapToLong(thread -> thread.getThreadId())
                .toArray();
    }

    /** The median of each step in microseconds. */
    synchronized Map<String, Double> medians() {
        Map<String, Double> medians = new LinkedHashMap<>();
        samples.forEach((step, times) -> medians.put(step, median(times) / 1_000.0));
        return medians;
    }

    static double median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }

    private long cpu(long[] ids) {
        return Arrays.stream(ids).map(threads::getThreadCpuTime).sum();
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long own = threads.getCurrentThreadCpuTime();
        long embedding = cpu(embedders);
        long writing = cpu(writers);
        present.clear();
        chain.doFilter(request, response);
        long whole = threads.getCurrentThreadCpuTime() - own + cpu(embedders) - embedding + cpu(writers) - writing;
        record(whole);
    }

    private synchronized void record(long whole) {
        long steps = present.values().stream().mapToLong(Long::longValue).sum();
        present.put(EDGE, whole - steps);
        present.put(WHOLE, whole);
        present.forEach((step, time) ->
                samples.computeIfAbsent(step, name -> new ArrayList<>()).add(time));
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
            long own = threads.getCurrentThreadCpuTime();
            long embedding = cpu(embedders);
            long writing = cpu(writers);
            return super.process(exchange, synchronous -> {
                present.merge(step, threads.getCurrentThreadCpuTime() - own + cpu(writers) - writing, (a, b) -> a + b);
                long embedded = cpu(embedders) - embedding;
                if (embedded > 0) {
                    present.merge(EMBED, embedded, (a, b) -> a + b);
                }
                callback.done(synchronous);
            });
        }
    }
}
