package serai.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/**
 * Follows the body through all routes and finds every step that would receive the wrong stage.
 *
 * <p>A {@code direct:} call is followed into the route it calls, with what arrives there; the result is remembered by
 * route and arriving body. Everything Camel can do that is not known here is refused where a stage stands.
 */
final class RouteFlow {

    private final StageBeans beans;
    private final DryRun dryRun;
    private final RouteLines lines;
    private final Map<String, RouteDefinition> consumers = new HashMap<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> called = new HashSet<>();
    private final Deque<Seen> regions = new ArrayDeque<>();
    private final Set<Finding> findings = new TreeSet<>();

    /** Collects what the body can be anywhere in a region whose failure a handler catches. */
    private static final class Seen {
        private Body body = Body.NEVER;
    }

    /** What a route makes of a body, and all that the body can be on the way. */
    private record Outcome(Body end, Body seen) {}

    RouteFlow(StageBeans beans, DryRun dryRun, RouteLines lines) {
        this.beans = beans;
        this.dryRun = dryRun;
        this.lines = lines;
    }

    /** All findings, each once. */
    List<Finding> check() {
        dryRun.routes().forEach(this::register);
        beans.entries().forEach(this::checkEntry);
        for (RouteDefinition route : dryRun.routes()) {
            String uri = Addresses.base(address(route));
            if (!uri.startsWith("direct:")
                    || (!called.contains(uri) && beans.entry(uri).isEmpty())) {
                follow(route, Body.UNCHECKED);
            }
        }
        return List.copyOf(findings);
    }

    private void register(RouteDefinition route) {
        String uri = Addresses.base(address(route));
        RouteDefinition other = consumers.putIfAbsent(uri, route);
        if (other != null && uri.startsWith("direct:")) {
            report(
                    route,
                    "the route `" + route.getRouteId() + "` consumes from `" + uri + "` like the route `"
                            + other.getRouteId() + "`",
                    "Keep one of the two");
        }
    }

    private String address(RouteDefinition route) {
        return resolve(route.getInput().getEndpointUri(), route);
    }

    private void checkEntry(StageBeans.Entry entry) {
        for (Map.Entry<String, RouteDefinition> consumer : Map.copyOf(consumers).entrySet()) {
            if (entry.matches(consumer.getKey())) {
                checkEnd(entry, consumer.getValue(), follow(consumer.getValue(), Body.of(entry.takes())));
            }
        }
    }

    private void checkEnd(StageBeans.Entry entry, RouteDefinition route, Body end) {
        for (Class<?> kind : end.kinds()) {
            if (!entry.gives().isAssignableFrom(kind)) {
                String what = "the route `" + route.getRouteId() + "` can end with "
                        + new Body(Set.of(kind), false).words() + ", but must end with "
                        + entry.gives().getSimpleName();
                ProcessorDefinition<?> last = last(route);
                findings.add(lines.finding(last, what, Remedies.append(beans, kind, entry.gives(), lines.line(last))));
            }
        }
    }

    private static ProcessorDefinition<?> last(RouteDefinition route) {
        List<ProcessorDefinition<?>> outputs = route.getOutputs();
        return outputs.isEmpty() ? route : outputs.getLast();
    }

    /** What a route makes of a body. */
    private Body follow(RouteDefinition route, Body in) {
        String call = route.getRouteId() + " " + in.words() + " " + in.cleanHeaders();
        Outcome known = outcomes.get(call);
        if (known != null) {
            note(known.seen());
            return known.end();
        }
        if (!open.add(call)) {
            report(route, "the route `" + route.getRouteId() + "` calls itself", "Break the circle");
            return Body.NEVER;
        }
        Seen seen = new Seen();
        regions.push(seen);
        Body end = new RouteWalk(this, route).route(in);
        regions.remove(seen);
        open.remove(call);
        outcomes.put(call, new Outcome(end, seen.body));
        return end;
    }

    /** What {@code to: direct:…} makes of a body. */
    Body call(String uri, Body in, ProcessorDefinition<?> at) {
        called.add(uri);
        if (in.isNever()) {
            return in;
        }
        RouteDefinition route = consumers.get(uri);
        if (route == null) {
            report(at, "no route consumes from `" + uri + "`", "Correct the name, or add the route");
            return beans.entry(uri).map(entry -> Body.of(entry.gives())).orElse(Body.NEVER);
        }
        return beans.entry(uri)
                .filter(entry -> StageBeans.isStage(entry.takes()))
                .map(entry -> enter(entry, route, in, at))
                .orElseGet(() -> follow(route, in));
    }

    /** A call of a route whose contract is declared: a breach is reported here or there, but not in both places. */
    private Body enter(StageBeans.Entry entry, RouteDefinition route, Body in, ProcessorDefinition<?> at) {
        for (Class<?> kind : in.kinds()) {
            if (!entry.takes().isAssignableFrom(kind)) {
                Body arriving = new Body(Set.of(kind), false);
                report(
                        at,
                        "`" + entry.uri() + "` takes " + Remedies.name(entry.takes()) + ", but " + arriving.words()
                                + " arrives",
                        Remedies.insert(beans, arriving, entry.takes(), lines.line(at)));
            }
        }
        follow(route, Body.of(entry.takes()));
        return in.withKinds(Set.of(entry.gives()));
    }

    /** What a kamelet makes of a body. */
    Body kamelet(String name, Body in, RouteDefinition caller, ProcessorDefinition<?> at) {
        RouteTemplateDefinition template = dryRun.templates().get(name);
        if (template == null) {
            report(at, "there is no kamelet `" + name + "`", "Add kamelets/" + name + ".kamelet.yaml");
            return in;
        }
        if (!open.add("kamelet " + name)) {
            report(at, "the kamelet `" + name + "` calls itself", "Break the circle");
            return Body.NEVER;
        }
        Body out = new RouteWalk(this, caller).steps(template.getRoute().getOutputs(), in);
        open.remove("kamelet " + name);
        return out;
    }

    /** Notes what the body is somewhere, for the handlers around it. */
    void note(Body body) {
        regions.forEach(seen -> seen.body = seen.body.or(body));
    }

    /** Runs a part of a walk and returns all that the body can have been in it. */
    Body during(Runnable part) {
        Seen seen = new Seen();
        regions.push(seen);
        part.run();
        regions.remove(seen);
        return seen.body;
    }

    Body seenInRoute() {
        return regions.getFirst().body;
    }

    String resolve(String text, RouteDefinition route) {
        String given = text;
        if (route.getTemplateParameters() != null) {
            for (Map.Entry<String, Object> parameter :
                    route.getTemplateParameters().entrySet()) {
                given = given.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
            }
        }
        return dryRun.resolve(given);
    }

    StageBeans beans() {
        return beans;
    }

    RouteLines lines() {
        return lines;
    }

    void report(ProcessorDefinition<?> at, String problem, String remedy) {
        findings.add(lines.finding(at, problem, remedy));
    }

    /** Reports a step that must not stand where the body is this one, which goes on as if the step were not there. */
    Body refuse(ProcessorDefinition<?> step, Body in, String why) {
        report(step, "`" + step.getShortName() + "` is refused here: " + why, refusal(step));
        return in;
    }

    private static String refusal(ProcessorDefinition<?> step) {
        return step instanceof ToDynamicDefinition
                ? "Use `to` with a fixed address; choose between several with `choice`"
                : "Remove it; only the steps of the gateway change the body here";
    }
}
