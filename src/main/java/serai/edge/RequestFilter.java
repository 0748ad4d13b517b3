package serai.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.slf4j.MDC;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import serai.intake.RequestContexts;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.RequestContext;

/** The outermost filter: gives the request its id and bounds, and the response the headers that all responses have. */
final class RequestFilter extends OncePerRequestFilter {

    private static final String MDC_KEY = "requestId";

    private final RequestContexts contexts;
    private final EdgeSettings settings;
    private final Problems problems;

    RequestFilter(RequestContexts contexts, EdgeSettings settings, Problems problems) {
        this.contexts = contexts;
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestContext context = contexts.open(request.getHeader("x-request-id"), request.getHeader("traceparent"));
        request.setAttribute(Requests.CONTEXT, context);
        addHeaders(response, context);
        MDC.put(MDC_KEY, context.requestId());
        try {
            refuseUnusual(request);
            refuseUnknownMediaType(request);
            long limit = isUpload(request)
                    ? settings.maxUpload().toBytes()
                    : settings.maxBody().toBytes();
            chain.doFilter(new BoundedRequest(request, limit), response);
        } catch (ProblemException e) {
            problems.write(e, request, response);
        } finally {
            UploadMemory.release(request);
            MDC.remove(MDC_KEY);
        }
    }

    private static void addHeaders(HttpServletResponse response, RequestContext context) {
        response.setHeader("x-request-id", context.requestId());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    /** No call takes a query, and no header needs more than printable ASCII: so nothing later has to cope with them. */
    private static void refuseUnusual(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "No call here takes a query string.");
        }
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'))) {
                    throw new ProblemException(
                            ProblemType.MALFORMED_REQUEST, "A header holds other than printable ASCII characters.");
                }
            }
        }
    }

    /** So that whoever reads the type later need not cope with what is none, such as a wildcard. */
    private static void refuseUnknownMediaType(HttpServletRequest request) {
        String type = request.getContentType();
        try {
            if (type == null || MediaType.parseMediaType(type).isConcrete()) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // Refused like a wildcard.
        }
        throw ProblemAdvice.of(415);
    }

    private static boolean isUpload(HttpServletRequest request) {
        return "POST".equals(request.getMethod()) && "/v1/documents".equals(request.getRequestURI());
    }
}
