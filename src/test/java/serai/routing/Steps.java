package serai.routing;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import serai.query.RequestContext;
import serai.query.Stage;

/** The steps of the gateway with the signatures of the real ones and nothing inside; the model counts its calls. */
public final class Steps {

    private static final RequestContext REQUEST = new RequestContext("r-1", "", Instant.EPOCH, Instant.MAX);

    private Steps() {}

    abstract static class Made implements Stage {
        @Override
        public RequestContext request() {
            return REQUEST;
        }
    }

    public static final class Query extends Made {}

    public static final class ScrubbedQuery extends Made {}

    public static final class AuthorizedQuery extends Made {}

    public static final class GroundedPrompt extends Made {}

    public static final class Draft extends Made {}

    public static final class Answer extends Made {}

    public static final class Findings extends Made {}

    public static final class Upload extends Made {}

    public static final class ParsedDocument extends Made {}

    public static final class LabelledDocument extends Made {}

    public static final class InspectedDocument extends Made {}

    public static final class EmbeddedDocument extends Made {}

    public static final class StoredDocument extends Made {}

    public record ChatRequest(String text) {}

    public record NewUpload(String text) {}

    public static final class Intake {
        public Query receive(String body) {
            requireNonNull(body);
            return new Query();
        }
    }

    public static final class Scrubber {
        public ScrubbedQuery scrub(Query query) {
            requireNonNull(query);
            return new ScrubbedQuery();
        }
    }

    public static final class AccessGate {
        public AuthorizedQuery authorize(ScrubbedQuery query) {
            requireNonNull(query);
            return new AuthorizedQuery();
        }
    }

    public static final class Retriever {
        public GroundedPrompt retrieve(AuthorizedQuery query) {
            requireNonNull(query);
            return new GroundedPrompt();
        }
    }

    /** Counts the prompts that reach it. */
    public static final class Chat {
        private final AtomicInteger prompts = new AtomicInteger();

        public Draft complete(GroundedPrompt prompt) {
            requireNonNull(prompt);
            prompts.incrementAndGet();
            return new Draft();
        }

        int prompts() {
            return prompts.get();
        }
    }

    public static final class AnswerGate {
        public Answer release(Draft draft) {
            requireNonNull(draft);
            return new Answer();
        }

        public Findings show(GroundedPrompt prompt) {
            requireNonNull(prompt);
            return new Findings();
        }
    }

    public static final class Uploads {
        public Upload receive(NewUpload upload) {
            requireNonNull(upload);
            return new Upload();
        }
    }

    public static final class Parser {
        public ParsedDocument parse(Upload upload) {
            requireNonNull(upload);
            return new ParsedDocument();
        }
    }

    public static final class Classifier {
        public LabelledDocument label(ParsedDocument document) {
            requireNonNull(document);
            return new LabelledDocument();
        }
    }

    public static final class Inspector {
        public InspectedDocument inspect(LabelledDocument document) {
            requireNonNull(document);
            return new InspectedDocument();
        }
    }

    public static final class Embedding {
        public EmbeddedDocument embed(InspectedDocument document) {
            requireNonNull(document);
            return new EmbeddedDocument();
        }
    }

    public static final class Index {
        public StoredDocument store(EmbeddedDocument document) {
            requireNonNull(document);
            return new StoredDocument();
        }
    }

    public static final class Responses {
        public String write(Answer answer) {
            requireNonNull(answer);
            return "answer";
        }

        public String write(Findings findings) {
            requireNonNull(findings);
            return "findings";
        }
    }

    /** New instances by bean name. */
    static Map<String, Object> all() {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("intake", new Intake()),
                Map.entry("scrubber", new Scrubber()),
                Map.entry("accessGate", new AccessGate()),
                Map.entry("retriever", new Retriever()),
                Map.entry("chat", new Chat()),
                Map.entry("answerGate", new AnswerGate()),
                Map.entry("uploads", new Uploads()),
                Map.entry("parser", new Parser()),
                Map.entry("classifier", new Classifier()),
                Map.entry("inspector", new Inspector()),
                Map.entry("embedding", new Embedding()),
                Map.entry("index", new Index()),
                Map.entry("responses", new Responses())));
    }

    /** Gives a context new steps; returns its model. */
    static Chat bind(CamelContext context) {
        Chat chat = new Chat();
        all().forEach((name, bean) -> context.getRegistry().bind(name, bean));
        context.getRegistry().bind("chat", chat);
        return chat;
    }

    /** The table that {@link StageBeans#shipped()} is for the real steps. */
    static StageBeans beans() {
        Map<String, Class<?>> types = new TreeMap<>();
        all().forEach((name, bean) -> types.put(name, bean.getClass()));
        return StageBeans.of(
                types,
                List.of(
                        new StageBeans.Entry("direct:answer", Query.class, Answer.class),
                        new StageBeans.Entry("direct:search", Query.class, Findings.class),
                        new StageBeans.Entry("direct:ingest", Upload.class, StoredDocument.class),
                        new StageBeans.Entry("direct:model-*", ChatRequest.class, Object.class)));
    }
}
