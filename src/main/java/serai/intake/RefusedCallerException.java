package serai.intake;

import org.springframework.security.core.AuthenticationException;
import serai.query.ProblemException;

/** A credential that could not be turned into a caller, with what the caller is told. */
public final class RefusedCallerException extends AuthenticationException {

    private final transient ProblemException problem;

    RefusedCallerException(ProblemException problem) {
        super(problem.detail(), problem);
        this.problem = problem;
    }

    public ProblemException problem() {
        return problem;
    }
}
