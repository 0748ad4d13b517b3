package serai.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import serai.query.Home;
import serai.secrets.Rotation;
import serai.secrets.RotationPlan;
import serai.secrets.RotationTimes;
import serai.secrets.SecretBackendException;
import serai.secrets.SecretEvents;
import serai.secrets.SecretKind;

class DevIssuerTest {

    private static final Duration SETTLE = Duration.ofMinutes(1);
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    @TempDir
    private Path directory;

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final Clock clock = new TestClock(() -> now);
    private Path file;
    private DevIssuer issuer;
    private JwtDecoder gateway;
    private Rotation rotation;

    @BeforeEach
    void begin() {
        Home home = new Home(directory);
        file = directory.resolve("dev").resolve("issuer.jwk");
        issuer = DevIssuer.of(home, clock);
        // Another process than the one that signs and rotates.
        gateway = TokenRules.decoder(
                DevIssuer.of(home, clock).keys(), DevIssuer.ISSUER, DevIssuer.AUDIENCE, settings(), clock);
        rotation = new Rotation(
                issuer.backend(),
                name -> {
                    throw new AssertionError("the issuer reads its own file");
                },
                Map.of(DevIssuer.SECRET, new RotationPlan(SecretKind.GENERATED, DevIssuer.hook(), Optional.empty())),
                new RotationTimes(SETTLE, OVERLAP, Duration.ZERO),
                issuer,
                SecretEvents.none(),
                clock);
    }

    private static IntakeSettings settings() {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("serai.intake", IntakeSettings.class);
    }

    private String token() {
        return issuer.token("marco", Map.of());
    }

    private static String keyId(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private int published() throws Exception {
        return issuer.keys()
                .get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                .size();
    }

    private void assertAccepted(List<String> tokens) {
        assertThat(tokens)
                .allSatisfy(
                        token -> assertThat(gateway.decode(token).getSubject()).isEqualTo("marco"));
    }

    @Test
    void acceptsEveryTokenThroughoutARotation() throws Exception {
        List<String> tokens = new ArrayList<>(List.of(token()));
        rotation.start(DevIssuer.SECRET);
        tokens.add(token());
        assertAccepted(tokens);
        assertThat(published()).isEqualTo(2);

        now = now.plus(SETTLE);
        rotation.resume(DevIssuer.SECRET);
        tokens.add(token());

        assertAccepted(tokens);
        assertThat(keyId(tokens.get(1))).isEqualTo(keyId(tokens.get(0)));
        assertThat(keyId(tokens.get(2))).isNotEqualTo(keyId(tokens.get(0)));
    }

    @Test
    void keepsAKeyUntilItsLastTokenHasExpired() throws Exception {
        rotation.start(DevIssuer.SECRET);
        now = now.plus(SETTLE);
        String last = token();
        rotation.resume(DevIssuer.SECRET);

        now = now.plus(Duration.ofHours(8)).minusSeconds(1);
        rotation.resume(DevIssuer.SECRET);
        assertAccepted(List.of(last));
        assertThat(published()).isEqualTo(2);

        now = now.plusSeconds(1);
        rotation.resume(DevIssuer.SECRET);
        assertThat(published()).isEqualTo(1);
        assertThat(gateway.decode(token()).getSubject()).isEqualTo("marco");
    }

    @Test
    void refusesATokenOfAnotherHome(@TempDir Path elsewhere) {
        String foreign = DevIssuer.of(new Home(elsewhere), clock).token("marco", Map.of());

        assertThatThrownBy(() -> gateway.decode(foreign)).isInstanceOf(BadJwtException.class);
    }

    /** A home of an earlier release holds one bare key. */
    @Test
    void opensAHomeWithABareKeyAndLeavesItAsItIs() throws IOException {
        String bare = new String(DevKeyFile.freshKey(), StandardCharsets.UTF_8);
        Files.writeString(file, bare);

        assertThat(gateway.decode(token()).getSubject()).isEqualTo("marco");
        assertThat(Files.readString(file)).isEqualTo(bare);
    }

    @Test
    void keepsTheKeysFromOtherUsers() throws IOException {
        rotation.start(DevIssuer.SECRET);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void saysThatABrokenKeyIsBrokenWithoutShowingIt() throws IOException {
        Files.writeString(file, "{\"kty\":\"RSA\",\"n\":\"c2VjcmV0\"}");

        assertThatThrownBy(() -> DevIssuer.of(new Home(directory), clock))
                .isInstanceOf(SecretBackendException.class)
                .hasMessageContaining("delete it")
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void acceptsNothingWhileTheKeysCannotBeRead() throws IOException {
        String token = token();
        Files.delete(file);

        assertThatThrownBy(() -> gateway.decode(token))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
    }
}
