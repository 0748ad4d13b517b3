package serai.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.http.MediaType;
import serai.intake.Caller;
import serai.intake.Incoming;
import serai.intake.RateLimit;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.RequestContext;
import serai.query.Subject;

/** The step {@code requests}: takes from an HTTP request its verified caller and its body. Thread-safe. */
public final class Requests {

    /** The request attribute that holds the {@link RequestContext}. */
    static final String CONTEXT = "serai.context";

    /** The request attribute that holds the {@link Caller}; set only where a credential was verified. */
    static final String CALLER = "serai.caller";

    /** The request attribute that holds the variables of the path by name. */
    static final String VARIABLES = "serai.variables";

    /** The exchange property that holds the request. */
    static final String REQUEST = "serai.request";

    private final RateLimit rateLimit;

    Requests(RateLimit rateLimit) {
        this.rateLimit = rateLimit;
    }

    /**
     * The request with its JSON body.
     *
     * @throws ProblemException {@link ProblemType#UNAUTHENTICATED}, {@link ProblemType#RATE_LIMITED}, {@link
     *     ProblemType#UNSUPPORTED_MEDIA_TYPE}, {@link ProblemType#TOO_LARGE} or {@link ProblemType#MALFORMED_REQUEST}
     */
    public Incoming json(Exchange exchange) {
        HttpServletRequest request = request(exchange);
        return read(request, admit(request));
    }

    /** The request of a caller who was admitted, with its JSON body. */
    Incoming read(HttpServletRequest request, Caller caller) {
        requireUtf8(request);
        return new Incoming(caller, context(request), text(BoundedRequest.body(request)));
    }

    /** The request without a body. */
    public Incoming bare(Exchange exchange) {
        HttpServletRequest request = request(exchange);
        return new Incoming(admit(request), context(request), "");
    }

    /** The caller, whose request is counted. */
    Caller admit(HttpServletRequest request) {
        if (!(request.getAttribute(CALLER) instanceof Caller caller)) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "Send a token: Authorization: Bearer ...");
        }
        rateLimit.count(caller.subject());
        return caller;
    }

    /** A variable of the path that the call matched, as text. */
    static String variable(Exchange exchange, String name) {
        return String.valueOf(((Map<?, ?>) request(exchange).getAttribute(VARIABLES)).get(name));
    }

    /**
     * Refuses a caller whose token lacks a scope.
     *
     * @param what needs it, as a message begins
     * @throws ProblemException {@link ProblemType#FORBIDDEN}
     */
    static void demandScope(Subject caller, String scope, String what) {
        if (!caller.scopes().contains(scope)) {
            throw new ProblemException(ProblemType.FORBIDDEN, what + " needs the scope " + scope + ".");
        }
    }

    /** The HTTP request that an exchange began with; later steps may have replaced its message. */
    static HttpServletRequest request(Exchange exchange) {
        HttpServletRequest request = exchange.getProperty(REQUEST, HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("only an HTTP consumer can be followed by the step requests");
        }
        return request;
    }

    static RequestContext context(HttpServletRequest request) {
        if (!(request.getAttribute(CONTEXT) instanceof RequestContext context)) {
            throw new IllegalStateException("the request did not come through the request filter");
        }
        return context;
    }

    /** The id of the request, empty before it has one. */
    static String requestId(HttpServletRequest request) {
        return request.getAttribute(CONTEXT) instanceof RequestContext context ? context.requestId() : "";
    }

    static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The body is not UTF-8.");
        }
    }

    private static void requireUtf8(HttpServletRequest request) {
        try {
            MediaType type = MediaType.parseMediaType(String.valueOf(request.getContentType()));
            if (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset())) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Refused below: an unknown charset is no UTF-8.
        }
        throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body is application/json in UTF-8.");
    }
}
