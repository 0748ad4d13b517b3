package serai.intake;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import serai.query.Home;

/**
 * Signs tokens for the users of a file, for development only.
 *
 * <p>Its key is made at first use under {@code <home>/dev}, mode 0600; a gateway of another home does not accept its
 * tokens.
 */
public final class DevIssuer {

    /** The {@code iss} of its tokens. */
    public static final String ISSUER = "urn:serai:dev";

    /** The {@code aud} of its tokens. */
    public static final String AUDIENCE = "serai";

    private static final Duration LIFETIME = Duration.ofHours(8);
    private static final int KEY_BITS = 2048;

    private final RSAKey key;
    private final Clock clock;

    private DevIssuer(RSAKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** The issuer of a home, with a new key when the home has none. */
    public static synchronized DevIssuer of(Home home, Clock clock) {
        Path file = keyFile(home);
        try {
            if (!Files.exists(file)) {
                PrivateFile.write(
                        file,
                        new RSAKeyGenerator(KEY_BITS)
                                .keyIDFromThumbprint(true)
                                .generate()
                                .toJSONString());
            }
            return new DevIssuer(RSAKey.parse(Files.readString(file)), clock);
        } catch (IOException e) {
            throw new UncheckedIOException("the development key " + file + " cannot be read or written", e);
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("the development key " + file + " is broken; delete it", e);
        }
    }

    /** The issuer of a home that has a key. */
    public static Optional<DevIssuer> existing(Home home, Clock clock) {
        return Files.exists(keyFile(home)) ? Optional.of(of(home, clock)) : Optional.empty();
    }

    private static Path keyFile(Home home) {
        return home.resolve("dev").resolve("issuer.jwk");
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
        return sign(set.build());
    }

    private String sign(JWTClaimsSet claims) {
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

    JWKSource<SecurityContext> keys() {
        return new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK()));
    }
}
