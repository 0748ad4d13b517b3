package serai.edge;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * Answers requests so malformed that no filter saw them with their status alone: Tomcat's own page would quote them.
 * Tomcat makes it by name.
 */
public final class BareErrors extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        // Tomcat calls an unknown transfer coding a lack of its own; it is the request that is wrong.
        if (response.getStatus() == HttpServletResponse.SC_NOT_IMPLEMENTED) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
        if (response.getContentWritten() == 0 && !response.isCommitted()) {
            response.setContentLength(0);
        }
    }
}
