package serai.routing;

import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WireTapDefinition;

/** The steps of a route that send the body somewhere. */
final class SendSteps {

    private final RouteFlow flow;
    private final RouteDefinition route;

    SendSteps(RouteFlow flow, RouteDefinition route) {
        this.flow = flow;
        this.route = route;
    }

    /** A copy goes out; the body goes on as it is. */
    Body wireTap(WireTapDefinition<?> tap, Body in, boolean handling) {
        String uri = flow.resolve(tap.getUri(), route);
        if (uri.contains("${") || RouteWalk.isFalse(tap.getCopy()) || tap.getOnPrepare() != null) {
            return flow.refuse(tap, in, "a copy must go to a fixed address, unchanged");
        }
        send(tap, uri, in, handling);
        return in;
    }

    /** What comes back. */
    Body to(ToDefinition to, Body in, boolean handling) {
        if (in.isStage() && (to.getVariableSend() != null || to.getVariableReceive() != null)) {
            return flow.refuse(to, in, "variableSend and variableReceive exchange the body");
        }
        return send(to, flow.resolve(to.getEndpointUri(), route), in, handling);
    }

    private Body send(ProcessorDefinition<?> at, String uri, Body in, boolean handling) {
        return switch (Addresses.scheme(uri)) {
            case "direct" -> flow.call(Addresses.base(uri), in, at);
            case "log" -> log(at, uri, in);
            case "kamelet" -> kamelet(at, uri, in);
            default -> producer(at, uri, in, handling);
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

    private Body producer(ProcessorDefinition<?> at, String uri, Body in, boolean handling) {
        String scheme = Addresses.scheme(uri);
        if (in.isStage() && (!handling || in.isOnlyStages())) {
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
}
