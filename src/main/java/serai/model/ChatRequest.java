package serai.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What goes to a model: the body of {@code direct:model-<name>}. All text in it is masked.
 *
 * @param model the configured name of the model
 * @param messages the whole prompt, in order
 * @param question the question alone, for models that need no prompt
 * @param sources the passages alone, numbered from 1 in the order of the prompt
 * @param maxTokens the longest completion asked for
 * @param temperature 0 for the likeliest completion, up to 2
 * @param deadline when the caller stops waiting
 * @param traceparent W3C trace context to pass on, or empty
 */
public record ChatRequest(
        String model,
        List<Message> messages,
        String question,
        List<Source> sources,
        int maxTokens,
        double temperature,
        Instant deadline,
        String traceparent) {

    public ChatRequest {
        requireNonNull(model, "model");
        messages = List.copyOf(messages);
        requireNonNull(question, "question");
        sources = List.copyOf(sources);
        requireNonNull(deadline, "deadline");
        requireNonNull(traceparent, "traceparent");
    }

    /**
     * One part of the prompt.
     *
     * @param role {@code system} or {@code user}
     */
    public record Message(String role, String content) {}

    /**
     * A masked passage.
     *
     * @param number what a citation calls it, from 1
     * @param title of its document; may be empty
     * @param heading where in the document it stands; may be empty
     */
    public record Source(int number, String title, String heading, String text) {}

    /** Names the model, never the prompt. */
    @Override
    public String toString() {
        return "ChatRequest[" + model + "]";
    }
}
