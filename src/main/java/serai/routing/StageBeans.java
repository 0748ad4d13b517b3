package serai.routing;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import serai.access.AccessGate;
import serai.edge.DocumentRequests;
import serai.edge.Explanations;
import serai.edge.ModelHttp;
import serai.edge.ModelRetry;
import serai.edge.Requests;
import serai.edge.Responses;
import serai.edge.SecretRequests;
import serai.edge.SecretRotations;
import serai.ingest.Classifier;
import serai.ingest.EmbeddingStep;
import serai.ingest.Inbox;
import serai.ingest.IndexStep;
import serai.ingest.Inspector;
import serai.ingest.Parser;
import serai.ingest.StoredDocument;
import serai.ingest.Upload;
import serai.ingest.Uploads;
import serai.intake.Intake;
import serai.intake.Query;
import serai.model.Answer;
import serai.model.AnswerGate;
import serai.model.Chat;
import serai.model.ChatRequest;
import serai.model.ExtractiveModel;
import serai.model.Findings;
import serai.model.ModelKeys;
import serai.model.OpenAi;
import serai.privacy.Scrubber;
import serai.query.Stage;
import serai.retrieval.Retriever;

/**
 * The beans that routes may name, and what each of their methods makes of which stage. Immutable.
 *
 * <p>The signatures are read from the classes, so the check knows no more and no less than the compiler did.
 */
public final class StageBeans {

    /**
     * A method that a route may call: the body goes in, what it returns is the new body.
     *
     * @param takes what the body must be; a class that is no stage takes what comes from outside
     * @param gives what the body is afterwards; {@code Optional.empty()} when the method leaves it alone
     */
    record Step(String bean, String method, Class<?> takes, Optional<Class<?>> gives) {

        boolean accepts(Class<?> kind) {
            return takesAnything() || (isStage(kind) ? takes.isAssignableFrom(kind) : !isStage(takes));
        }

        private boolean takesAnything() {
            return takes == Object.class || takesExchange();
        }

        private boolean takesExchange() {
            return takes == Exchange.class || takes == Message.class;
        }

        /** What the body is after the call; who holds the exchange can have put anything there. */
        Class<?> after(Class<?> kind) {
            if (gives.isEmpty()) {
                return takesExchange() ? Object.class : kind;
            }
            return isStage(gives.get()) ? gives.get() : Object.class;
        }

        String yaml() {
            return "`bean: {ref: " + bean + ", method: " + method + "}`";
        }
    }

    /**
     * A route that the gateway itself calls, and what it relies on.
     *
     * @param uri such as {@code direct:answer}; a trailing {@code *} stands for any ending
     * @param takes what the gateway sends
     * @param gives what the gateway needs back; {@code Object} when any body will do
     */
    record Entry(String uri, Class<?> takes, Class<?> gives) {

        boolean matches(String candidate) {
            return uri.endsWith("*") ? candidate.startsWith(uri.substring(0, uri.length() - 1)) : uri.equals(candidate);
        }
    }

    private static final Map<String, Class<?>> SHIPPED = Map.ofEntries(
            Map.entry("intake", Intake.class),
            Map.entry("scrubber", Scrubber.class),
            Map.entry("accessGate", AccessGate.class),
            Map.entry("retriever", Retriever.class),
            Map.entry("chat", Chat.class),
            Map.entry("answerGate", AnswerGate.class),
            Map.entry("uploads", Uploads.class),
            Map.entry("parser", Parser.class),
            Map.entry("classifier", Classifier.class),
            Map.entry("inspector", Inspector.class),
            Map.entry("embedding", EmbeddingStep.class),
            Map.entry("index", IndexStep.class),
            Map.entry("inbox", Inbox.class),
            Map.entry("requests", Requests.class),
            Map.entry("documentRequests", DocumentRequests.class),
            Map.entry("responses", Responses.class),
            Map.entry("modelRetry", ModelRetry.class),
            Map.entry("extractive", ExtractiveModel.class),
            Map.entry("openai", OpenAi.class),
            Map.entry("modelKeys", ModelKeys.class),
            Map.entry("modelHttp", ModelHttp.class),
            Map.entry("explanations", Explanations.class),
            Map.entry("secretRequests", SecretRequests.class),
            Map.entry("secretRotations", SecretRotations.class));

    private final Map<String, Class<?>> types;
    private final List<Step> steps;
    private final List<Entry> entries;

    private StageBeans(Map<String, Class<?>> types, List<Entry> entries) {
        this.types = new TreeMap<>(types);
        this.entries = List.copyOf(entries);
        this.steps = this.types.entrySet().stream()
                .flatMap(bean -> steps(bean.getKey(), bean.getValue()))
                .toList();
    }

    /** The beans and entries of the gateway. */
    public static StageBeans shipped() {
        return of(
                SHIPPED,
                List.of(
                        new Entry("direct:answer", Query.class, Answer.class),
                        new Entry("direct:search", Query.class, Findings.class),
                        new Entry("direct:ingest", Upload.class, StoredDocument.class),
                        new Entry("direct:model-*", ChatRequest.class, Object.class)));
    }

    static StageBeans of(Map<String, Class<?>> types, Collection<Entry> entries) {
        return new StageBeans(types, List.copyOf(entries));
    }

    private static Stream<Step> steps(String bean, Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class && method.getParameterCount() > 0)
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .map(method -> new Step(bean, method.getName(), method.getParameterTypes()[0], gives(method)));
    }

    private static Optional<Class<?>> gives(Method method) {
        return method.getReturnType() == void.class ? Optional.empty() : Optional.of(method.getReturnType());
    }

    static boolean isStage(Class<?> type) {
        return Stage.class.isAssignableFrom(type);
    }

    Map<String, Class<?>> types() {
        return types;
    }

    List<Entry> entries() {
        return entries;
    }

    Optional<Entry> entry(String uri) {
        return entries.stream().filter(entry -> entry.matches(uri)).findFirst();
    }

    boolean knows(String bean) {
        return types.containsKey(bean);
    }

    /** The methods of this name that routes may call. */
    List<Step> steps(String bean, String method) {
        return steps.stream()
                .filter(step -> step.bean().equals(bean) && step.method().equals(method))
                .toList();
    }

    /** The names of the methods of a bean. */
    List<String> methods(String bean) {
        return steps.stream()
                .filter(step -> step.bean().equals(bean))
                .map(Step::method)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether a bean takes or makes stages, so that no other bean may take its name. */
    boolean isGuard(String bean) {
        return steps.stream()
                .filter(step -> step.bean().equals(bean))
                .anyMatch(step -> isStage(step.takes())
                        || step.gives().map(StageBeans::isStage).orElse(false));
    }

    /** The shortest chain of steps that makes {@code wanted} from {@code arriving}; empty when there is none. */
    List<Step> chain(Class<?> arriving, Class<?> wanted) {
        Map<Class<?>, List<Step>> found = new HashMap<>(Map.of(arriving, List.of()));
        Queue<Class<?>> open = new ArrayDeque<>(Set.of(arriving));
        while (!open.isEmpty()) {
            Class<?> at = open.remove();
            if (at != arriving && wanted.isAssignableFrom(at)) {
                return found.getOrDefault(at, List.of());
            }
            steps.stream().filter(step -> step.accepts(at) && makesStage(step)).forEach(step -> {
                List<Step> chain = Stream.concat(found.getOrDefault(at, List.of()).stream(), Stream.of(step))
                        .toList();
                if (found.putIfAbsent(step.after(at), chain) == null) {
                    open.add(step.after(at));
                }
            });
        }
        return List.of();
    }

    private static boolean makesStage(Step step) {
        return step.gives().map(StageBeans::isStage).orElse(false);
    }
}
