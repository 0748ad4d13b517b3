package serai.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import serai.intake.LocalCredential;
import serai.query.ProblemType;

/** Who gets in, over real HTTP. */
class TokensTest {

    private static final Issuer ISSUER = Gateway.ISSUER;

    private static HttpResponse<String> with(String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(Gateway.uri("/v1/query"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"question\":\"a\"}"));
        return Gateway.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    private static void refused(String token) {
        HttpResponse<String> response = bearing(token);
        ProblemsTest.assertProblem(response, ProblemType.UNAUTHENTICATED);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        assertThat(response.body()).doesNotContain(token);
    }

    private static void refusedWith(UnaryOperator<JWTClaimsSet.Builder> change) {
        refused(ISSUER.token("marco", change));
    }

    private static Date in(long seconds) {
        return Date.from(Issuer.now().plusSeconds(seconds));
    }

    @Test
    void admitsAValidToken() {
        assertThat(bearing(ISSUER.token()).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesNoTokenAndNonsense() {
        ProblemsTest.assertProblem(with(), ProblemType.UNAUTHENTICATED);
        ProblemsTest.assertProblem(with("Authorization", "Basic YTpi"), ProblemType.UNAUTHENTICATED);
        ProblemsTest.assertProblem(
                with("Authorization", "Bearer " + ISSUER.token(), "Authorization", "Bearer x"),
                ProblemType.UNAUTHENTICATED);
        refused("xyzzy-echo");
        refused("a.b.c");
        refused(ISSUER.token() + "x");
    }

    @Test
    void refusesTokensOutOfTheirTime() {
        refusedWith(claims -> claims.expirationTime(in(-120)));
        refusedWith(claims -> claims.expirationTime(null));
        refusedWith(claims -> claims.notBeforeTime(in(120)));
    }

    @Test
    void refusesTokensOfOtherIssuersOrForOthers() {
        refusedWith(claims -> claims.issuer("https://evil.example.com"));
        refusedWith(claims -> claims.issuer(null));
        refusedWith(claims -> claims.audience("another"));
        refusedWith(claims -> claims.audience((String) null));
        refusedWith(claims -> claims.subject(null));
    }

    @Test
    void refusesUnsignedTokens() {
        refused(new PlainJWT(new JWTClaimsSet.Builder()
                        .issuer(Issuer.NAME)
                        .audience(Issuer.AUDIENCE)
                        .subject("marco")
                        .claim("tenant", "demo")
                        .expirationTime(in(600))
                        .build())
                .serialize());
    }

    @Test
    void refusesTheKeyUsedAsASharedSecret() throws JOSEException {
        byte[] publicKey = ISSUER.key.toRSAPublicKey().getEncoded();
        refused(ISSUER.token(ISSUER.header(JWSAlgorithm.HS256), "marco", c -> c, new MACSigner(publicKey)));
    }

    @Test
    void refusesOtherKeysAlgorithmsAndTypes() throws JOSEException {
        RSASSASigner stranger = new RSASSASigner(new RSAKeyGenerator(2048).generate());
        refused(ISSUER.token(ISSUER.header(JWSAlgorithm.RS256), "marco", c -> c, stranger));
        refused(ISSUER.token(ISSUER.header(JWSAlgorithm.RS512), "marco", c -> c, ISSUER.signer()));
        refused(ISSUER.token(
                ISSUER.header(JWSAlgorithm.RS256).type(new JOSEObjectType("logout+jwt")),
                "marco",
                c -> c,
                ISSUER.signer()));
    }

    @Test
    void forbidsACallerWithoutARequiredClaim() {
        ProblemsTest.assertProblem(
                bearing(ISSUER.token("marco", claims -> claims.claim("tenant", null))), ProblemType.FORBIDDEN);
    }

    @Test
    void admitsTheLocalOperatorFromThisMachineOnly() {
        String credential = Gateway.CONTEXT.getBean(LocalCredential.class).value();

        assertThat(bearing(credential).body()).contains("For operator.");
        refused("serai-local.AAAA");
        for (String forwarding : new String[] {"X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"}) {
            ProblemsTest.assertProblem(
                    with("Authorization", "Bearer " + credential, forwarding, "127.0.0.1"),
                    ProblemType.UNAUTHENTICATED);
        }
    }

    @Test
    void notesWhereItListensForItsOwnerOnly() throws java.io.IOException {
        GatewayNote note = GatewayNote.find(Gateway.HOME).orElseThrow();

        assertThat(note.address()).isEqualTo("http://127.0.0.1:" + Gateway.port());
        assertThat(bearing(note.credential()).statusCode()).isEqualTo(200);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Gateway.HOME.resolve("gateway.json"))))
                .isEqualTo("rw-------");
        assertThat(note.toString()).doesNotContain(note.credential());
    }
}
