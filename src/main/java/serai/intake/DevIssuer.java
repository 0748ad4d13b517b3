package serai.intake;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import serai.query.Home;
import serai.secrets.KeyUse;
import serai.secrets.RotationHook;
import serai.secrets.SecretBackend;
import serai.secrets.SecretBackendException;

/**
 * Signs tokens for the users of a file, for development only.
 *
 * <p>Its key is made at first use under {@code <home>/dev}, mode 0600; a gateway of another home does not accept its
 * tokens. The key rotates as the secret {@value #SECRET} of {@link #backend}: each token is signed with the current one,
 * and accepted when any key that is not retired signed it. Safe for use by many threads.
 */
public final class DevIssuer implements KeyUse {

    /** The {@code iss} of its tokens. */
    public static final String ISSUER = "urn:serai:dev";

    /** The {@code aud} of its tokens. */
    public static final String AUDIENCE = "serai";

    /** The name of its key among the secrets. */
    public static final String SECRET = "dev-issuer";

    private static final Duration LIFETIME = Duration.ofHours(8);

    private final DevKeyFile file;
    private final Clock clock;

    private DevIssuer(DevKeyFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * The issuer of a home, with a new key when the home has none.
     *
     * @throws SecretBackendException when the key cannot be read or made
     */
    public static synchronized DevIssuer of(Home home, Clock clock) {
        DevKeyFile file = keyFile(home);
        if (!file.exists()) {
            file.write(SECRET, DevKeyFile.freshKey());
        }
        file.keys();
        return new DevIssuer(file, clock);
    }

    /** The issuer of a home that has a key. */
    public static Optional<DevIssuer> existing(Home home, Clock clock) {
        return keyFile(home).exists() ? Optional.of(of(home, clock)) : Optional.empty();
    }

    private static DevKeyFile keyFile(Home home) {
        return new DevKeyFile(home.resolve("dev").resolve("issuer.jwk"));
    }

    /** Where its key is kept and rotated. */
    public SecretBackend backend() {
        return file;
    }

    /** Makes its next key. */
    public static RotationHook hook() {
        return secret -> DevKeyFile.freshKey();
    }

    /** A key is needed until the last token that it signed has expired. */
    @Override
    public boolean stillNeeded(String secret, String id) {
        return secret.equals(SECRET)
                && file.keys()
                        .keyset()
                        .key(id)
                        .flatMap(key -> key.since())
                        .filter(since -> clock.instant().isBefore(since.plus(LIFETIME)))
                        .isPresent();
    }

    /** A token for a user, valid for 8 hours. */
    public String token(String user, Map<String, Object> claims) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        set.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(user)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
        return sign(set.build(), file.keys().signing());
    }

    private static String sign(JWTClaimsSet claims, RSAKey key) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the development key cannot sign", e);
        }
        return token.serialize();
    }

    /** The public keys that verify its tokens: the current one, the pending one and the previous ones. */
    JWKSource<SecurityContext> keys() {
        return (selector, context) -> selector.select(published());
    }

    private JWKSet published() throws KeySourceException {
        try {
            return file.keys().published();
        } catch (SecretBackendException e) {
            throw new KeySourceException("the development keys cannot be read", e);
        }
    }
}
