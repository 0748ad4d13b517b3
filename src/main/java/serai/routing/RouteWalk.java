package serai.routing;

import java.util.List;
import org.apache.camel.model.*;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.jspecify.annotations.Nullable;

/** Follows the body through the steps of one route. */
final class RouteWalk {

    private final RouteFlow flow;
    private final RouteDefinition route;
    private final BeanSteps beans;
    private final SendSteps sends;
    private boolean handling;

    RouteWalk(RouteFlow flow, RouteDefinition route) {
        this.flow = flow;
        this.route = route;
        this.beans = new BeanSteps(flow, route);
        this.sends = new SendSteps(flow, route);
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

    /** Of an option that is true unless it is set. */
    static boolean isFalse(@Nullable String value) {
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
            case BeanDefinition bean -> beans.call(bean, in, handling);
            case WireTapDefinition<?> tap -> sends.wireTap(tap, in, handling);
            case ToDynamicDefinition dynamic -> flow.refuse(dynamic, in, "the address is computed");
            case ToDefinition to -> sends.to(to, in, handling);
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
            case InterceptDefinition s -> flow.refuse(s, in, "an interceptor changes every step unseen");
            case InterceptSendToEndpointDefinition s -> flow.refuse(s, in, "an interceptor changes every call unseen");
            default -> other(step, in);
        };
    }

    /** Everything else can put another body in place of the one that arrives. */
    private Body other(ProcessorDefinition<?> step, Body in) {
        if (in.isStage() && !handling) {
            return flow.refuse(step, in, "it can replace the " + in.words() + " that arrives");
        }
        steps(step.getOutputs(), in.replaced());
        return in.replaced();
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
            return flow.refuse(multicast, in, "an aggregationStrategy or onPrepare can replace the body");
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
