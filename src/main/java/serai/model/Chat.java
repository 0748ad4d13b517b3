package serai.model;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import serai.audit.AuditEvent;
import serai.audit.AuditLog;
import serai.catalog.Passage;
import serai.model.ChatRequest.Source;
import serai.privacy.PlaceholderVault;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.retrieval.GroundedPrompt;

/**
 * Asks the configured model. Safe for use by many threads.
 *
 * <p>A model that may not receive every passage receives none: the question is refused, never answered from what is
 * left. Every model, also one inside the trust zone, sees personal data masked.
 */
public final class Chat {

    /** The answer when there is nothing to answer from; the same whether nothing exists or nothing is allowed. */
    static final String NOTHING = "I found nothing you may read about this.";

    private static final Logger LOG = LoggerFactory.getLogger(Chat.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ModelSettings settings;
    private final ModelRoute route;
    private final Masker masker;
    private final PersonalData detector;
    private final AuditLog audit;
    private final Clock clock;

    Chat(ModelSettings settings, ModelRoute route, Masker masker, PersonalData detector, AuditLog audit, Clock clock) {
        this.settings = settings;
        this.route = route;
        this.masker = masker;
        this.detector = detector;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What the model says about the question.
     *
     * @throws ProblemException {@link ProblemType#FORBIDDEN} when the model may not receive a passage of this
     *     classification, {@link ProblemType#UNAVAILABLE} when it does not answer in time
     */
    public Draft complete(GroundedPrompt prompt) {
        requireNonNull(prompt, "prompt");
        if (prompt.passages().isEmpty()) {
            return new Draft(prompt, List.of(), settings.name(), NOTHING);
        }
        admit(prompt);
        List<Passage> shown = fitting(prompt.passages());
        return new Draft(prompt, shown, settings.name(), ask(prompt, shown));
    }

    private void admit(GroundedPrompt prompt) {
        if (!prompt.passages().stream().allMatch(this::mayReceive)) {
            refuse(prompt, "classification");
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "the model that answers here may not receive passages as confidential as these;"
                            + " search instead, or ask about less confidential documents");
        }
    }

    private boolean mayReceive(Passage passage) {
        Object label = passage.document().labels().values().get(settings.classificationLabel());
        return settings.chosen().mayReceive(label instanceof Long classification ? classification : Long.MAX_VALUE);
    }

    private List<Passage> fitting(List<Passage> passages) {
        List<Passage> shown = new ArrayList<>();
        int size = 0;
        for (Passage passage : passages) {
            size += passage.text().length();
            if (size > settings.maxPromptCharacters()) {
                break;
            }
            shown.add(passage);
        }
        return shown;
    }

    private String ask(GroundedPrompt prompt, List<Passage> shown) {
        if (shown.isEmpty() || !clock.instant().isBefore(prompt.request().deadline())) {
            throw unavailable(prompt, "nothing-sent");
        }
        String completion;
        try {
            completion = requireNonNull(route.call(settings.name(), request(prompt, shown)));
        } catch (ProblemException e) {
            refuse(prompt, "model-failed");
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("model {} failed: {}", settings.name(), reason(root(e)));
            throw unavailable(prompt, "model-failed");
        }
        if (completion.isBlank() || completion.length() > settings.maxAnswerCharacters()) {
            LOG.warn("model {} gave a completion of {} characters", settings.name(), completion.length());
            throw unavailable(prompt, "completion-size");
        }
        return Spotlight.unmark(completion).strip();
    }

    private ChatRequest request(GroundedPrompt prompt, List<Passage> shown) {
        PlaceholderVault vault = prompt.authorized().scrubbed().vault();
        String question = prompt.authorized().scrubbed().text();
        List<Source> sources = new ArrayList<>();
        for (Passage passage : shown) {
            sources.add(source(sources.size() + 1, passage, vault));
        }
        ModelSettings.Model model = settings.chosen();
        return new ChatRequest(
                settings.name(),
                Spotlight.random().messages(question, sources),
                question,
                sources,
                model.maxTokens(),
                model.temperature(),
                prompt.request().deadline(),
                prompt.request().traceparent());
    }

    private Source source(int number, Passage passage, PlaceholderVault vault) {
        return new Source(
                number,
                mask(passage.document().title(), vault),
                mask(passage.heading(), vault),
                masker.mask(passage.text(), passage.personalData(), vault));
    }

    private String mask(String text, PlaceholderVault vault) {
        return masker.mask(text, detector.find(text), vault);
    }

    private ProblemException unavailable(GroundedPrompt prompt, String reason) {
        refuse(prompt, reason);
        return new ProblemException(
                ProblemType.UNAVAILABLE,
                "the model did not answer in time; try again, or ask the operator whether the model " + settings.name()
                        + " is up",
                RETRY_AFTER,
                null);
    }

    private void refuse(GroundedPrompt prompt, String reason) {
        audit.append(new AuditEvent(
                AuditEvent.Kind.QUERY_REFUSED,
                prompt.request(),
                prompt.authorized().scrubbed().query().subject(),
                Map.of(
                        "reason", reason,
                        "model", settings.name(),
                        "policyVersion", prompt.authorized().policyVersion(),
                        "intent", prompt.authorized().intent().sequence(),
                        "documents", Outcome.documents(prompt.passages()))));
    }

    /** Only the kind of a failure: the message of a foreign one may hold what a server sent. */
    private static String reason(Throwable root) {
        return root instanceof ModelCallException
                ? String.valueOf(root.getMessage())
                : root.getClass().getName();
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
