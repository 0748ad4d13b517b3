package serai.edge;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import serai.access.Explanation;
import serai.ingest.StoredDocument;
import serai.model.Answer;
import serai.model.Citation;
import serai.model.Findings;

/**
 * The step {@code responses}: writes what may leave. Only the last stage of each flow is such; anything else is an
 * error, so that a route that lost a step shows nothing. Thread-safe.
 */
public final class Responses {

    /** The exchange property that holds the {@link Reply} this step wrote. */
    private static final String REPLY = "serai.reply";

    private final ObjectMapper json;

    Responses(ObjectMapper json) {
        this.json = json;
    }

    /** Replaces a last stage by the JSON of its response. */
    public void write(Exchange exchange) {
        Object stage = requireNonNull(exchange.getMessage().getBody(), "a route ended without a stage");
        switch (stage) {
            case Answer answer -> respond(exchange, 200, json(answer));
            case Findings findings -> respond(exchange, 200, json(findings));
            case StoredDocument stored ->
                respond(exchange, stored.unchanged() ? 200 : 201, bytes(DocumentBody.of(stored)));
            case Explanation explanation -> respond(exchange, 200, json(explanation));
            case DocumentBody document -> respond(exchange, 200, bytes(document));
            case SecretBody secret -> respond(exchange, 200, bytes(secret));
            case RotationBody rotation -> respond(exchange, 200, bytes(rotation));
            case SecretRequests.SecretsBody secrets -> respond(exchange, 200, bytes(secrets));
            case SecretRequests.RevealedSecret revealed -> respond(exchange, 200, bytes(revealed.body()));
            default ->
                throw new IllegalStateException(
                        "a route ended with " + stage.getClass().getName() + ", which may not leave");
        }
    }

    /** What this step wrote; nothing when the exchange ends with what a handler or a later step made. */
    static Optional<Reply> written(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(REPLY, Reply.class))
                .filter(reply ->
                        exchange.getMessage().getBody() instanceof byte[] body && Arrays.equals(reply.body(), body));
    }

    private static void respond(Exchange exchange, int status, byte[] body) {
        exchange.setProperty(REPLY, new Reply(status, "application/json", Duration.ZERO, body));
        exchange.getMessage().setBody(body);
    }

    private byte[] json(Answer answer) {
        return bytes(Map.of(
                "answer", answer.text(),
                "citations", citations(answer.citations()),
                "masked", answer.entities(),
                "receipt", answer.receipt().id()));
    }

    private byte[] json(Findings findings) {
        return bytes(Map.of(
                "passages", citations(findings.passages()),
                "receipt", findings.receipt().id()));
    }

    private byte[] json(Explanation explanation) {
        return bytes(Map.of(
                "permitted", explanation.decision().permitted(),
                "rule", explanation.decision().rule(),
                "rules", explanation.rules(),
                "policy", explanation.policyVersion()));
    }

    private static List<CitationBody> citations(List<Citation> citations) {
        return citations.stream()
                .map(c -> new CitationBody(c.number(), c.document().value(), c.title(), c.source(), c.passage()))
                .toList();
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a response cannot be written", e);
        }
    }

    private record CitationBody(int number, String documentId, String title, String source, String text) {}
}
