package serai.edge;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.ServerHttpObservationFilter;
import serai.query.ProblemException;

/**
 * Runs the HTTP routes, each request on its own thread, and answers every failure of theirs with a problem document.
 * Nothing leaves that {@link Responses} did not write: a handler that made up a body would answer without a record.
 *
 * <p>Outside the routes, because Camel leaves a failure alone that the error handler of an inner route gave up on. Not
 * Camel's own consumer for Spring, because its asynchronous dispatch runs every filter twice. Thread-safe.
 */
final class EdgeServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient Problems problems;
    private transient volatile List<EdgeCall> calls = List.of();

    EdgeServlet(Problems problems) {
        this.problems = problems;
    }

    /** Serves a call, in place of an earlier one for the same path and methods. */
    synchronized void add(EdgeCall call) {
        calls = Stream.concat(Stream.of(call), calls.stream().filter(other -> !call.replaces(other)))
                .sorted(EdgeCall.MOST_SPECIFIC_FIRST)
                .toList();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            run(find(request, response).consumer(), request, response);
        } catch (ProblemException e) {
            problems.write(e, request, response);
        }
    }

    /** Path before method before media type, as HTTP's status codes rank them. */
    private EdgeCall find(HttpServletRequest request, HttpServletResponse response) {
        PathContainer path = PathContainer.parsePath(
                request.getRequestURI().substring(request.getContextPath().length()));
        List<EdgeCall> here =
                calls.stream().filter(call -> call.match(path) != null).toList();
        if (here.isEmpty()) {
            throw ProblemAdvice.of(404);
        }
        EdgeCall call = here.stream()
                .filter(each -> each.methods().contains(request.getMethod()))
                .findFirst()
                .orElse(null);
        if (call == null) {
            response.setHeader(HttpHeaders.ALLOW, methods(here));
            throw ProblemAdvice.of(405);
        }
        if (!call.takes(request.getContentType())) {
            throw ProblemAdvice.of(415);
        }
        if (!call.consumer().isStarted()) {
            throw ProblemAdvice.of(503);
        }
        note(call, path, request);
        return call;
    }

    /** For the steps, and for the metrics of requests by path. */
    private static void note(EdgeCall call, PathContainer path, HttpServletRequest request) {
        request.setAttribute(Requests.VARIABLES, call.match(path));
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observed -> observed.setPathPattern(call.path()));
    }

    private static String methods(List<EdgeCall> calls) {
        return calls.stream()
                .flatMap(call -> call.methods().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    private void run(EdgeConsumer consumer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Exchange exchange = begin(consumer, request);
        try {
            consumer.run(exchange);
            reply(exchange, request).send(response);
        } finally {
            consumer.end(exchange);
        }
    }

    private static Exchange begin(EdgeConsumer consumer, HttpServletRequest request) {
        try {
            return consumer.begin(request);
        } catch (Exception e) {
            throw new IllegalStateException("Camel made no exchange", e);
        }
    }

    private Reply reply(Exchange exchange, HttpServletRequest request) {
        Throwable failure = exchange.getException();
        if (failure != null) {
            return problems.reply(failure, request);
        }
        return Responses.written(exchange)
                .orElseGet(() ->
                        problems.reply(new IllegalStateException("a route ended with a body of its own"), request));
    }
}
