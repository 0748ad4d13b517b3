package serai.edge;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import serai.model.ChatRequest;
import serai.model.KeyRing;
import serai.model.RetryRule;

/**
 * The {@code retryWhileRef} of the routes of models: asks the rule, and tells Camel how long to wait. When the key was
 * refused, one more attempt is made at once if there is another key.
 *
 * <p>Needs the {@link ChatRequest} in the variable {@code chat} and the {@link KeyRing} in the variable {@code keys}, both
 * set before the attempts: Camel keeps nothing that is set between them. Safe for use by many threads.
 */
public final class ModelRetry implements Predicate {

    private final RetryRule rule;

    public ModelRetry(RetryRule rule) {
        this.rule = rule;
    }

    @Override
    public boolean matches(Exchange exchange) {
        ChatRequest chat = requireNonNull(exchange.getVariable("chat", ChatRequest.class), "variable chat");
        Throwable cause = requireNonNull(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class), "cause");
        if (rule.isKeyRefused(cause)) {
            KeyRing keys = requireNonNull(exchange.getVariable("keys", KeyRing.class), "variable keys");
            exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, 0L);
            return keys.tryAnother();
        }
        int failures = exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
        Optional<Duration> delay = rule.delay(failures, cause, chat.deadline());
        delay.ifPresent(wait -> exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, wait.toMillis()));
        return delay.isPresent();
    }
}
