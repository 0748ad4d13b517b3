package serai.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.SubjectMapper;

/** Turns a signed token into a verified caller. Fails closed; safe for use by many threads. */
public final class BearerTokens {

    private final JwtDecoder decoder;
    private final SubjectMapper subjects;

    /** By identity, so that a caller is remembered for as long as the decoder remembers the token. */
    private final Cache<Jwt, Caller> callers = Caffeine.newBuilder().weakKeys().build();

    BearerTokens(JwtDecoder decoder, SubjectMapper subjects) {
        this.decoder = decoder;
        this.subjects = subjects;
    }

    /**
     * The caller that a token stands for.
     *
     * @throws RefusedCallerException when it stands for none
     */
    public CallerAuthentication verify(String token) {
        try {
            return new CallerAuthentication(
                    callers.get(decode(token), verified -> new Caller(subjects.map(verified.getClaims()))));
        } catch (ProblemException e) {
            throw new RefusedCallerException(e);
        }
    }

    private Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException e) {
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED, "The token is not valid here. Sign in again for a new one.", e);
        } catch (JwtException e) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "Tokens cannot be verified now: the issuer's keys cannot be had.",
                    java.time.Duration.ofSeconds(5),
                    e);
        }
    }
}
