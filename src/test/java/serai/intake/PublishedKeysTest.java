package serai.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** An issuer that publishes its keys over HTTP and rotates them. */
class PublishedKeysTest {

    private static final String ISSUER = "https://id.example.com";

    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile List<JWK> published = List.of();
    private HttpServer server;
    private JwtDecoder gateway;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            byte[] keys = new JWKSet(published).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
        String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
        IntakeSettings settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("serai.intake", IntakeSettings.class);
        gateway = TokenRules.decoder(TokenRules.published(uri), ISSUER, "serai", settings, clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static RSAKey key() throws JOSEException {
        return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    }

    private String token(RSAKey key, String subject) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience("serai")
                        .subject(subject)
                        .expirationTime(Date.from(clock.instant().plusSeconds(600)))
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    /** Also when the issuer signs with a key in the moment in which it publishes it. */
    @Test
    void acceptsTheFirstTokenOfANewKeyAndThoseOfTheKeyBefore() throws JOSEException {
        RSAKey first = key();
        RSAKey second = key();
        published = List.of(first.toPublicJWK());
        assertThat(gateway.decode(token(first, "marco")).getSubject()).isEqualTo("marco");

        published = List.of(second.toPublicJWK(), first.toPublicJWK());

        assertThat(gateway.decode(token(second, "marco")).getSubject()).isEqualTo("marco");
        assertThat(gateway.decode(token(first, "zhang")).getSubject()).isEqualTo("zhang");
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksNothingForAKeyThatWasPublishedAhead() throws JOSEException {
        RSAKey first = key();
        RSAKey second = key();
        published = List.of(first.toPublicJWK(), second.toPublicJWK());

        gateway.decode(token(first, "marco"));
        gateway.decode(token(second, "marco"));

        assertThat(asked).hasValue(1);
    }

    @Test
    void goesOnWithTheKeysItKnowsWhileTheIssuerIsDown() throws JOSEException {
        RSAKey key = key();
        published = List.of(key.toPublicJWK());
        gateway.decode(token(key, "marco"));
        server.stop(0);

        assertThat(gateway.decode(token(key, "zhang")).getSubject()).isEqualTo("zhang");
    }

    @Test
    void asksAnIssuerNoMoreThanTwiceInAMomentForKeysThatNobodyPublished() throws JOSEException {
        published = List.of(key().toPublicJWK());
        for (int i = 0; i < 5; i++) {
            String forged = token(key(), "marco");
            assertThatThrownBy(() -> gateway.decode(forged)).isInstanceOf(JwtException.class);
        }

        assertThat(asked).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void refusesAKeyThatIsNotPublished() throws JOSEException {
        published = List.of(key().toPublicJWK());
        String forged = token(key(), "marco");

        assertThatThrownBy(() -> gateway.decode(forged)).isInstanceOf(BadJwtException.class);
    }
}
