package serai.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/** Measures how long each step takes: the timer {@code serai.stage} by step, and nothing of what passes through. */
final class StageTimes implements InterceptStrategy {

    private static final Set<String> STEPS = Set.of(
            "intake",
            "scrubber",
            "accessGate",
            "retriever",
            "chat",
            "answerGate",
            "uploads",
            "parser",
            "classifier",
            "inspector",
            "embedding",
            "index");

    private final MeterRegistry meters;

    StageTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, @Nullable Processor next) {
        if (!(node instanceof BeanDefinition bean) || bean.getRef() == null || !STEPS.contains(bean.getRef())) {
            return target;
        }
        Timer timer = Timer.builder("serai.stage")
                .tag("step", bean.getRef() + "." + bean.getMethod())
                .publishPercentileHistogram()
                .register(meters);
        return new Timed(target, meters, timer);
    }

    private static final class Timed extends DelegateAsyncProcessor {

        private final MeterRegistry meters;
        private final Timer timer;

        Timed(Processor target, MeterRegistry meters, Timer timer) {
            super(target);
            this.meters = meters;
            this.timer = timer;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Timer.Sample sample = Timer.start(meters);
            return super.process(exchange, synchronous -> {
                sample.stop(timer);
                callback.done(synchronous);
            });
        }
    }
}
