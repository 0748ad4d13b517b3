package serai.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import serai.catalog.Passage;
import serai.query.RequestContext;
import serai.query.Stage;
import serai.retrieval.GroundedPrompt;

/** What a model wrote, not yet fit to leave: the evidence that the prompt was allowed to go to that model. */
public final class Draft implements Stage {

    private final GroundedPrompt prompt;
    private final List<Passage> shown;
    private final String model;
    private final String text;

    Draft(GroundedPrompt prompt, List<Passage> shown, String model, String text) {
        this.prompt = requireNonNull(prompt);
        this.shown = List.copyOf(shown);
        this.model = requireNonNull(model);
        this.text = requireNonNull(text);
    }

    @Override
    public RequestContext request() {
        return prompt.request();
    }

    public GroundedPrompt prompt() {
        return prompt;
    }

    /** The passages that the model received; citation {@code [1]} names the first. */
    public List<Passage> shown() {
        return shown;
    }

    /** The configured name of the model. */
    public String model() {
        return model;
    }

    /** The model's words, with placeholders. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return "Draft[" + request().requestId() + "]";
    }
}
