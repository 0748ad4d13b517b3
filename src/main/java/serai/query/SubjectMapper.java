package serai.query;

import java.util.Map;

/** Maps the verified claims of a token to a subject. Stateless and safe for use by many threads. */
@FunctionalInterface
public interface SubjectMapper {

    /**
     * The subject that these claims describe.
     *
     * @param claims the claims of a token whose signature, issuer, audience and expiry were verified
     * @throws ProblemException {@link ProblemType#FORBIDDEN} when a required claim is missing or of the wrong type
     */
    Subject map(Map<String, Object> claims);
}
