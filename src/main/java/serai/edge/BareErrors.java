package serai.edge;

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
        if (response.getContentWritten() == 0 && !response.isCommitted()) {
            response.setContentLength(0);
        }
    }
}
