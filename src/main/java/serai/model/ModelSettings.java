package serai.model;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which model answers, and what each may receive.
 *
 * @param name the model that answers; its route is {@code direct:model-<name>}
 * @param classificationLabel the integer label that says how confidential a document is
 * @param maxPromptCharacters the most text of passages that goes to a model; the least relevant passages beyond it are
 *     left out
 * @param maxAnswerCharacters the longest completion that is accepted
 * @param models what is known of each model, by name: {@code trust-zone, max-classification, base-url, model, send-key,
 *     max-tokens, temperature}; {@code extractive} is always there
 */
@ConfigurationProperties(prefix = "serai.model", ignoreUnknownFields = false)
public record ModelSettings(
        @DefaultValue("extractive") String name,
        @DefaultValue("classification") String classificationLabel,
        @DefaultValue("24000") int maxPromptCharacters,
        @DefaultValue("16000") int maxAnswerCharacters,
        @DefaultValue Map<String, Model> models) {

    /** The model that is built in. */
    static final String EXTRACTIVE = "extractive";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public ModelSettings {
        Map<String, Model> all = new HashMap<>(models);
        all.putIfAbsent(EXTRACTIVE, Model.builtIn());
        models = Map.copyOf(all);
        List<String> mistakes = new ArrayList<>();
        require(models.containsKey(name), "serai.model.name must be one of serai.model.models or extractive", mistakes);
        require(!classificationLabel.isBlank(), "serai.model.classification-label must not be empty", mistakes);
        require(maxPromptCharacters >= 1_000, "serai.model.max-prompt-characters must be at least 1000", mistakes);
        require(maxAnswerCharacters >= 200, "serai.model.max-answer-characters must be at least 200", mistakes);
        models.forEach((key, model) -> check(key, model, mistakes));
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
    }

    /** The model that answers. */
    Model chosen() {
        return model(name);
    }

    /** A configured model. */
    Model model(String key) {
        return Optional.ofNullable(models.get(key))
                .orElseThrow(() -> new IllegalArgumentException("no model of this name under serai.model.models"));
    }

    private static void check(String key, Model model, List<String> mistakes) {
        String at = "serai.model.models." + (NAME.matcher(key).matches() ? key : "<name>");
        require(NAME.matcher(key).matches(), at + " must be named by lower-case letters, digits and dashes", mistakes);
        require(model.maxTokens() > 0, at + ".max-tokens must be at least 1", mistakes);
        require(model.temperature() >= 0 && model.temperature() <= 2, at + ".temperature must be 0 to 2", mistakes);
        require(model.secure(), at + ".base-url must be https, or http on a loopback address", mistakes);
    }

    private static void require(boolean held, String mistake, List<String> mistakes) {
        if (!held) {
            mistakes.add(mistake);
        }
    }

    /** Who can see what a model receives. */
    public enum TrustZone {
        /** The operator of this gateway alone. */
        INSIDE,
        /** Somebody else. */
        OUTSIDE
    }

    /**
     * One model.
     *
     * @param trustZone {@code inside} when nobody but the operator can see what the model receives
     * @param maxClassification the highest classification it may receive; by default 0 outside and no limit inside
     * @param baseUrl where its server is, such as {@code https://api.openai.com/v1}; empty for a model without one
     * @param model what its server calls it
     * @param sendKey whether to send the secret {@code <name>-api-key} as bearer token
     * @param maxTokens the longest completion to ask for
     * @param temperature 0 for the likeliest completion, up to 2
     */
    public record Model(
            @DefaultValue("outside") TrustZone trustZone,
            @Nullable Long maxClassification,
            @DefaultValue("") String baseUrl,
            @DefaultValue("") String model,
            @DefaultValue("true") boolean sendKey,
            @DefaultValue("800") int maxTokens,
            @DefaultValue("0") double temperature) {

        static Model builtIn() {
            return new Model(TrustZone.INSIDE, null, "", "", false, 800, 0);
        }

        /** Whether a document of this classification may go to the model. */
        boolean mayReceive(long classification) {
            return classification <= limit();
        }

        private long limit() {
            if (maxClassification != null) {
                return maxClassification;
            }
            return trustZone == TrustZone.INSIDE ? Long.MAX_VALUE : 0;
        }

        private boolean secure() {
            return baseUrl.isEmpty() || secure(URI.create(baseUrl));
        }

        private static boolean secure(URI uri) {
            String host = Optional.ofNullable(uri.getHost()).orElse("");
            boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
            return !host.isEmpty() && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && loopback));
        }
    }
}
