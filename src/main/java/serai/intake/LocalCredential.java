package serai.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.SubjectMapper;

/**
 * The credential of whoever can read the gateway's home: 256 random bits, new at each start.
 *
 * <p>It stands for the subject {@code operator} of the issuer {@code local}, whose tenant and claims are settings. The
 * edge accepts it from this machine only. Safe for use by many threads.
 */
public final class LocalCredential {

    /** Who vouches for it; no token can, since those come from the configured issuer, a URL. */
    public static final String ISSUER = "local";

    private static final String PREFIX = "serai-local.";

    private final String value;
    private final Map<String, Object> claims;
    private final SubjectMapper subjects;

    LocalCredential(IntakeSettings settings, SubjectMapper subjects) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.value = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        this.claims = claims(settings);
        this.subjects = subjects;
    }

    private static Map<String, Object> claims(IntakeSettings settings) {
        Map<String, Object> claims = new HashMap<>(StrictJson.object(settings.localAttributes()));
        claims.put("iss", ISSUER);
        claims.put("sub", "operator");
        claims.put("tenant", settings.localTenant());
        claims.put("scope", "documents.write documents.manage policy.explain secrets.read secrets.rotate");
        return Map.copyOf(claims);
    }

    /** Whether a token has the form of a local credential; says nothing about its validity. */
    public static boolean hasForm(String token) {
        return token.startsWith(PREFIX);
    }

    /** For the note in the gateway's home, never for a log. */
    public String value() {
        return value;
    }

    /**
     * The caller that a token stands for.
     *
     * @throws RefusedCallerException when it stands for none
     */
    public CallerAuthentication verify(String token) {
        try {
            if (!MessageDigest.isEqual(bytes(token), bytes(value))) {
                throw new ProblemException(
                        ProblemType.UNAUTHENTICATED, "The local credential is not that of the running gateway.");
            }
            return new CallerAuthentication(new Caller(subjects.map(claims)));
        } catch (ProblemException e) {
            throw new RefusedCallerException(e);
        }
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "LocalCredential";
    }
}
