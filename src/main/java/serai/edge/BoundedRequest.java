package serai.edge;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * A request of which Spring sees only what it needs: no body, no parameters, and headers of a list.
 *
 * <p>It would read the body before any step could refuse it, and act on headers that mean nothing here (or fail on them).
 * {@link Requests} reads the body once the caller is known.
 */
final class BoundedRequest extends HttpServletRequestWrapper {

    private static final String ATTRIBUTE = "serai.bounded";

    private static final Set<String> HEADERS =
            Set.of("authorization", "content-type", "content-length", "transfer-encoding", "host");

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
        byte[] body = readAtMost((int) limit + 1);
        if (body.length > limit) {
            throw tooLarge(limit);
        }
        return body;
    }

    private byte[] readAtMost(int bytes) {
        try (InputStream in = super.getInputStream()) {
            return in.readNBytes(bytes);
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
    public @Nullable String getHeader(String name) {
        return shows(name) ? super.getHeader(name) : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return shows(name) ? super.getHeaders(name) : Collections.emptyEnumeration();
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(BoundedRequest::shows)
                .toList());
    }

    /** Headers of proxies show too: {@link SecurityConfiguration} asks for them. */
    private static boolean shows(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return HEADERS.contains(lower) || SecurityConfiguration.FORWARDING.contains(lower);
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
