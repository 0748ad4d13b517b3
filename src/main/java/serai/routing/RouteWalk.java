package serai.routing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.model.*;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.jspecify.annotations.Nullable;

/** Follows the body through the steps of one route. */
final class RouteWalk {

    private final RouteFlow flow;
    private final RouteDefinition route;
    private boolean handling;

    RouteWalk(RouteFlow flow, RouteDefinition route) {
        this.flow = flow;
        this.route = route;
    }

    /** The whole route: its steps, then its handlers with all that can have been in the body. */
    Body route(Body in) {
        List<ProcessorDefinition<?>> steps =
                route.getOutputs().stream().filter(step -> !isHandler(step)).toList();
        Body end = steps(steps, in);
        Body seen = flow.seenInRoute();
        checkRoute(seen);
        route.getOutputs().stream().filter(RouteWalk::isHandler).forEach(handler -> handler(handler, seen));
        return end;
    }

    private static boolean isHandler(ProcessorDefinition<?> step) {
        return step instanceof OnExceptionDefinition || step instanceof OnCompletionDefinition;
    }

    private void checkRoute(Body seen) {
        if (!seen.isStage()) {
            return;
        }
        if (route.getInputType() != null || route.getOutputType() != null) {
            flow.report(route, "inputType and outputType convert the body", "Remove them");
        }
        if (route.getInput().getVariableReceive() != null) {
            flow.report(route, "variableReceive takes the body away", "Remove it");
        }
        if (route.getErrorHandlerRef() != null || handlesErrors()) {
            flow.report(route, "an errorHandler of its own", "Remove it; problems are mapped at the edge");
        }
        if (route.getPrecondition() != null || isFalse(route.getAutoStartup())) {
            flow.report(route, "the route may not run at all", "Remove precondition and autoStartup");
        }
    }

    private boolean handlesErrors() {
        ErrorHandlerDefinition own = route.getErrorHandler();
        return own != null && !(own.getErrorHandlerType() instanceof NoErrorHandlerDefinition);
    }

    private static boolean isFalse(@Nullable String value) {
        return value != null && !"true".equals(value);
    }

    /** After a handled failure nothing of the route runs, so whatever a handler makes goes straight to the caller. */
    private void handler(ProcessorDefinition<?> handler, Body seen) {
        if (handler instanceof OnExceptionDefinition exception && exception.getContinued() != null && seen.isStage()) {
            flow.report(handler, "continued goes on as if the failed step had run", "Use handled, or remove it");
        }
        if (handler instanceof OnCompletionDefinition completion
                && "BeforeConsumer".equalsIgnoreCase(completion.getMode())
                && seen.isStage()) {
            flow.report(handler, "an onCompletion that can change the answer", "Remove mode: BeforeConsumer");
        }
        handling = true;
        steps(handler.getOutputs(), seen);
        handling = false;
    }

    /** What a list of steps makes of a body. */
    Body steps(List<? extends ProcessorDefinition<?>> steps, Body in) {
        Body body = in;
        for (ProcessorDefinition<?> step : steps) {
            flow.note(body);
            if (!isDisabled(step.getDisabled())) {
                checkShown(step, body);
                body = step(step, body);
            }
        }
        flow.note(body);
        return body;
    }

    private void checkShown(ProcessorDefinition<?> step, Body in) {
        if (in.isNever()) {
            return;
        }
        if (step instanceof LogDefinition log && Shown.tellsTooMuch(log, in.isOnlyStages())) {
            flow.report(
                    log,
                    "the log would show what a caller sent, a passage or a secret",
                    "Log ids and counts; `${body}` shows a stage and its request id");
        } else if (in.isStage() && Shown.takesFromStage(step)) {
            flow.report(
                    step,
                    "this copies what " + in.words() + " holds to where no guard looks",
                    "Take `${body.request.requestId}`; let a step of the gateway do the rest");
        }
    }

    private boolean isDisabled(@Nullable String disabled) {
        return disabled != null && "true".equals(resolve(disabled));
    }

    private Body step(ProcessorDefinition<?> step, Body in) {
        if (in.isNever()) {
            return in;
        }
        return switch (step) {
            case BeanDefinition bean -> bean(bean, in);
            case WireTapDefinition<?> tap -> wireTap(tap, in);
            case ToDynamicDefinition dynamic -> refused(dynamic, in, "the address is computed");
            case ToDefinition to -> to(to, in);
            case KameletDefinition kamelet -> kamelet(kamelet, in);
            case StopDefinition stop -> Body.NEVER;
            case ThrowExceptionDefinition thrown -> Body.NEVER;
            case RollbackDefinition rollback -> Body.NEVER;
            case RemoveHeadersDefinition removal -> removeHeaders(removal, in);
            default -> isHarmless(step) ? in : block(step, in);
        };
    }

    private static boolean isHarmless(ProcessorDefinition<?> step) {
        return switch (step) {
            case SetHeaderDefinition s -> true;
            case SetHeadersDefinition s -> true;
            case SetPropertyDefinition s -> true;
            case SetVariableDefinition s -> true;
            case SetVariablesDefinition s -> true;
            case RemoveHeaderDefinition s -> true;
            case RemovePropertyDefinition s -> true;
            case RemovePropertiesDefinition s -> true;
            case RemoveVariableDefinition s -> true;
            case ConvertHeaderDefinition s -> true;
            case ConvertVariableDefinition s -> true;
            case LogDefinition s -> true;
            case DelayDefinition s -> true;
            case ThrottleDefinition s -> true;
            case ValidateDefinition s -> true;
            default -> false;
        };
    }

    private Body block(ProcessorDefinition<?> step, Body in) {
        return switch (step) {
            case ChoiceDefinition choice -> choice(choice, in);
            case TryDefinition attempt -> attempt(attempt, in);
            case CircuitBreakerDefinition breaker -> breaker(breaker, in);
            case MulticastDefinition multicast -> multicast(multicast, in);
            case LoopDefinition loop -> loop(loop, in);
            case PipelineDefinition pipeline -> steps(pipeline.getOutputs(), in);
            case StepDefinition named -> steps(named.getOutputs(), in);
            case FilterDefinition filter -> steps(filter.getOutputs(), in).or(in);
            case IdempotentConsumerDefinition once ->
                steps(once.getOutputs(), in).or(in);
            case LoadBalanceDefinition balance -> either(balance.getOutputs(), in, Body.NEVER);
            case InterceptDefinition s -> refused(s, in, "an interceptor changes every step unseen");
            case InterceptSendToEndpointDefinition s -> refused(s, in, "an interceptor changes every call unseen");
            default -> other(step, in);
        };
    }

    /** Everything else can put another body in place of the one that arrives. */
    private Body other(ProcessorDefinition<?> step, Body in) {
        if (in.isStage() && !handling) {
            return refused(step, in, "it can replace the " + in.words() + " that arrives");
        }
        steps(step.getOutputs(), in.replaced());
        return in.replaced();
    }

    private Body refused(ProcessorDefinition<?> step, Body in, String why) {
        flow.report(step, "`" + step.getShortName() + "` is refused here: " + why, refusal(step));
        return in;
    }

    private static String refusal(ProcessorDefinition<?> step) {
        return switch (step) {
            case ToDynamicDefinition s -> "Use `to` with a fixed address; choose between several with `choice`";
            default -> "Remove it; only the steps of the gateway change the body here";
        };
    }

    private Body bean(BeanDefinition bean, Body in) {
        if (bean.getRef() == null || bean.getBeanType() != null) {
            flow.report(bean, "a bean by class", "Name a bean of the gateway with `ref`");
            return in;
        }
        String name = resolve(bean.getRef());
        if (!flow.beans().knows(name)) {
            flow.report(bean, "the gateway has no bean `" + name + "`", "Use one of " + known());
            return in.isStage() && !handling ? in : in.replaced();
        }
        String method = bean.getMethod() == null ? "" : resolve(bean.getMethod());
        List<StageBeans.Step> steps = flow.beans().steps(name, method);
        if (steps.isEmpty()) {
            flow.report(
                    bean,
                    "`" + name + "` has no method " + (method.isEmpty() ? "here" : "`" + method + "`"),
                    methods(name));
            return in;
        }
        return call(bean, steps, in);
    }

    private String known() {
        return flow.beans().types().keySet().stream().collect(Collectors.joining(", "));
    }

    private String methods(String bean) {
        return "Write `method:` with one of "
                + flow.beans().methods(bean).stream().collect(Collectors.joining(", ")) + ", without parameters";
    }

    private Body call(BeanDefinition bean, List<StageBeans.Step> steps, Body in) {
        Set<Class<?>> after = new LinkedHashSet<>();
        for (Class<?> kind : in.kinds()) {
            Optional<StageBeans.Step> step =
                    steps.stream().filter(each -> each.accepts(kind)).findFirst();
            if (step.isEmpty()) {
                mismatch(bean, steps.getFirst(), new Body(Set.of(kind), false));
            }
            after.add(step.orElse(steps.getFirst()).after(kind));
        }
        return in.withKinds(after);
    }

    private void mismatch(BeanDefinition bean, StageBeans.Step step, Body arriving) {
        int line = flow.lines().line(bean);
        flow.report(
                bean,
                "`" + step.bean() + "." + step.method() + "` takes " + Remedies.name(step.takes()) + ", but "
                        + arriving.words() + " arrives",
                Remedies.insert(flow.beans(), arriving, step.takes(), line));
    }

    private Body wireTap(WireTapDefinition<?> tap, Body in) {
        String uri = resolve(tap.getUri());
        if (uri.contains("${") || isFalse(tap.getCopy()) || tap.getOnPrepare() != null) {
            return refused(tap, in, "a copy must go to a fixed address, unchanged");
        }
        send(tap, uri, in);
        return in;
    }

    private Body to(ToDefinition to, Body in) {
        if (in.isStage() && (to.getVariableSend() != null || to.getVariableReceive() != null)) {
            return refused(to, in, "variableSend and variableReceive exchange the body");
        }
        return send(to, resolve(to.getEndpointUri()), in);
    }

    private Body send(ProcessorDefinition<?> at, String uri, Body in) {
        return switch (Addresses.scheme(uri)) {
            case "direct" -> flow.call(Addresses.base(uri), in, at);
            case "log" -> log(at, uri, in);
            case "kamelet" -> kamelet(at, uri, in);
            default -> producer(at, uri, in);
        };
    }

    private Body kamelet(ProcessorDefinition<?> at, String uri, Body in) {
        String name = Addresses.base(uri).substring("kamelet:".length());
        boolean back = name.equals("sink") || name.equals("source");
        return back ? in : flow.kamelet(name.replaceFirst("/.*", ""), in, route, at);
    }

    private Body log(ProcessorDefinition<?> at, String uri, Body in) {
        if (Addresses.options(uri).matches(".*(showAll|showHeaders|showAllProperties|showVariables)\\b.*")) {
            flow.report(at, "headers can hold a token and would stand in the log", "Remove the show… options");
        } else if (!in.isNever()
                && !in.isOnlyStages()
                && !Addresses.options(uri).contains("showBody=false")) {
            flow.report(at, "the log would show the body", "Add showBody=false, or log ids and counts");
        }
        return in;
    }

    private Body producer(ProcessorDefinition<?> at, String uri, Body in) {
        String scheme = Addresses.scheme(uri);
        if (in.isStage() && (!handling || in.kinds().stream().allMatch(StageBeans::isStage))) {
            flow.report(
                    at,
                    "this sends " + in.words() + " out through `" + scheme + "`",
                    "Call a model with `bean: {ref: chat, method: complete}`; let " + scheme
                            + " have what a step made for it");
            return in;
        }
        Producers.check(uri, in).ifPresent(problem -> flow.report(at, problem.problem(), problem.remedy()));
        return in.replaced().withCleanHeaders(false);
    }

    private Body kamelet(KameletDefinition kamelet, Body in) {
        String name = resolve(kamelet.getName()).replaceFirst("[/?].*", "");
        Body out = flow.kamelet(name, in, route, kamelet);
        return kamelet.getOutputs().isEmpty() ? out : steps(kamelet.getOutputs(), out);
    }

    private Body removeHeaders(RemoveHeadersDefinition removal, Body in) {
        boolean all = "*".equals(removal.getPattern()) || "Camel*".equals(removal.getPattern());
        boolean spared = removal.getExcludePattern() != null
                && removal.getExcludePattern().matches(".*([*]|(?i)Uri).*");
        return all && !spared ? in.withCleanHeaders(true) : in;
    }

    private Body choice(ChoiceDefinition choice, Body in) {
        Body end =
                choice.getOtherwise() == null ? in : steps(choice.getOtherwise().getOutputs(), in);
        for (WhenDefinition when : choice.getWhenClauses()) {
            end = end.or(isDisabled(when.getDisabled()) ? in : steps(when.getOutputs(), in));
        }
        return end;
    }

    private Body attempt(TryDefinition attempt, Body in) {
        Body[] end = {in};
        Body during = flow.during(() -> end[0] = steps(attempt.getOutputsWithoutCatches(), in));
        Body after = end[0];
        for (CatchDefinition clause : attempt.getCatchClauses()) {
            Body[] caught = {during};
            during = during.or(flow.during(() -> caught[0] = steps(clause.getOutputs(), caught[0])));
            after = after.or(caught[0]);
        }
        FinallyDefinition last = attempt.getFinallyClause();
        if (last == null) {
            return after;
        }
        steps(last.getOutputs(), during);
        return steps(last.getOutputs(), after);
    }

    private Body breaker(CircuitBreakerDefinition breaker, Body in) {
        Body[] end = {in};
        Body during = flow.during(() -> end[0] = steps(breaker.getOutputs(), in));
        OnFallbackDefinition fallback = breaker.getOnFallback();
        return fallback == null ? end[0] : end[0].or(steps(fallback.getOutputs(), during));
    }

    private Body multicast(MulticastDefinition multicast, Body in) {
        if (in.isStage() && (multicast.getAggregationStrategy() != null || multicast.getOnPrepare() != null)) {
            return refused(multicast, in, "an aggregationStrategy or onPrepare can replace the body");
        }
        return either(multicast.getOutputs(), in, multicast.getOutputs().isEmpty() ? in : Body.NEVER);
    }

    private Body either(List<ProcessorDefinition<?>> branches, Body in, Body start) {
        Body end = start;
        for (ProcessorDefinition<?> branch : branches) {
            end = end.or(steps(List.of(branch), in));
        }
        return end;
    }

    /** Until another round brings nothing new. */
    private Body loop(LoopDefinition loop, Body in) {
        Body body = in;
        for (Body next = body.or(steps(loop.getOutputs(), body)); !next.equals(body); ) {
            body = next;
            next = body.or(steps(loop.getOutputs(), body));
        }
        return body;
    }

    private String resolve(String text) {
        return flow.resolve(text, route);
    }
}
