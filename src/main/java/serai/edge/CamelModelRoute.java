package serai.edge;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import serai.model.ChatRequest;
import serai.model.ModelRoute;
import serai.query.ProblemException;
import serai.query.ProblemType;

/** Calls the route of a model. Thread-safe. */
final class CamelModelRoute implements ModelRoute {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ProducerTemplate producer;

    CamelModelRoute(ProducerTemplate producer) {
        this.producer = producer;
    }

    @Override
    public String call(String model, ChatRequest request) {
        // A route that is being swapped is back at once; one that is missing is not worth a long wait.
        Exchange exchange = producer.request(
                "direct:model-" + model + "?timeout=2000",
                call -> call.getMessage().setBody(request));
        if (exchange.getException() != null) {
            throw failed(exchange.getException());
        }
        if (exchange.getMessage().getBody() instanceof String text) {
            return text;
        }
        throw failed(null);
    }

    private static ProblemException failed(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        return new ProblemException(ProblemType.UNAVAILABLE, "The model cannot answer now.", RETRY, failure);
    }
}
