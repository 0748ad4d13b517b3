package serai.edge;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.MultipartResolver;

/** Leaves multipart forms as they come. */
final class UnreadForms implements MultipartResolver {

    @Override
    public boolean isMultipart(HttpServletRequest request) {
        return false;
    }

    @Override
    public MultipartHttpServletRequest resolveMultipart(HttpServletRequest request) {
        throw new UnsupportedOperationException("forms are left as they come");
    }

    @Override
    public void cleanupMultipart(MultipartHttpServletRequest request) {
        // The container discards what it held.
    }
}
