package serai.edge;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the servlet container sends what failed outside routes and controllers; tells the status and no more. */
@Controller
class ProblemPage implements ErrorController {

    private final Problems problems;

    ProblemPage(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        // The container also notes an exception for what it blames on the caller.
        boolean ours = status >= 500 && failure instanceof Throwable;
        problems.write(ours ? (Throwable) failure : ProblemAdvice.of(status), request, response);
    }
}
