package serai.edge;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * Runs the HTTP routes, each request on its own thread, and answers every failure of theirs with a problem document.
 * Nothing leaves that {@link Responses} did not write: a handler that made up a body would answer without a record.
 *
 * <p>Outside the routes, because Camel leaves a failure alone that the error handler of an inner route gave up on. Not a
 * controller of Spring's, because its dispatch would run twice for each request. Thread-safe.
 */
final class EdgeServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient Responses responses;
    private final transient Problems problems;
    private final transient List<EdgeCall> calls = new CopyOnWriteArrayList<>();

    EdgeServlet(Responses responses, Problems problems) {
        this.responses = responses;
        this.problems = problems;
    }

    /** Serves a call, in place of an earlier one for the same path and methods. */
    synchronized void add(EdgeCall call) {
        calls.removeIf(call::replaces);
        calls.add(call);
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
        List<EdgeCall> here = atPath(request);
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
            throw new ProblemException(ProblemType.UNAVAILABLE, "The gateway is stopping.");
        }
        return call;
    }

    private List<EdgeCall> atPath(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        List<EdgeCall> here = new ArrayList<>();
        for (EdgeCall call : calls) {
            Map<String, String> variables = call.match(path);
            if (variables != null) {
                request.setAttribute(Requests.VARIABLES, variables);
                here.add(call);
            }
        }
        return here;
    }

    private static String methods(List<EdgeCall> calls) {
        TreeSet<String> methods = new TreeSet<>();
        calls.forEach(call -> methods.addAll(call.methods()));
        return String.join(",", methods);
    }

    private void run(EdgeConsumer consumer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Exchange exchange = begin(consumer, request);
        try {
            consumer.run(exchange);
            settle(exchange);
            Responses.send(exchange, response);
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

    private void settle(Exchange exchange) {
        Throwable failure = exchange.getException();
        if (failure != null) {
            responses.problem(exchange, failure);
        } else if (!Responses.wrote(exchange)) {
            responses.problem(exchange, new IllegalStateException("a route ended with a body of its own"));
        }
    }
}
