package serai.edge;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * A request whose body and parameters only {@link Requests} reads, and only once the caller is known.
 *
 * <p>Camel and Spring would read them before any step could refuse them, and Camel would make headers of parameters.
 */
final class BoundedRequest extends HttpServletRequestWrapper {

    private static final String ATTRIBUTE = "serai.bounded";

    private final long limit;

    BoundedRequest(HttpServletRequest request, long limit) {
        super(request);
        this.limit = limit;
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The whole body. */
    static byte[] body(HttpServletRequest request) {
        return of(request).read();
    }

    /** The request as the container made it, for its parts. */
    static HttpServletRequest original(HttpServletRequest request) {
        return (HttpServletRequest) of(request).getRequest();
    }

    private static BoundedRequest of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof BoundedRequest bounded) {
            return bounded;
        }
        throw new IllegalStateException("the request did not come through the request filter");
    }

    private byte[] read() {
        try (InputStream in = super.getInputStream()) {
            byte[] body = in.readNBytes((int) limit + 1);
            if (body.length > limit) {
                throw tooLarge(limit);
            }
            return body;
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "The body broke off or is not framed as HTTP asks.");
        }
    }

    private static ProblemException tooLarge(long limit) {
        return new ProblemException(ProblemType.TOO_LARGE, "The body may have at most " + limit + " bytes.");
    }

    @Override
    public ServletInputStream getInputStream() {
        return new NoBody();
    }

    @Override
    public int getContentLength() {
        return 0;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.emptyEnumeration();
    }

    private static final class NoBody extends ServletInputStream {

        @Override
        public int read() {
            return -1;
        }

        @Override
        public boolean isFinished() {
            return true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("there is nothing to wait for");
        }
    }
}
