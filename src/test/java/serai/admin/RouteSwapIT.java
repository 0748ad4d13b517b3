package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits of route files under the running gateway. */
class RouteSwapIT {

    private static final LiveGateway GATEWAY = LiveGateway.shared();
    private static final Path ANSWER = GATEWAY.routes.resolve("answer.camel.yaml");
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Empty in the moment of the swap, when requests wait for the route. */
    private static String description() {
        Route route = GATEWAY.bean(CamelContext.class).getRoute("answer");
        return route == null ? "" : route.getDescription();
    }

    private static boolean isReady() {
        return GATEWAY.health("ready").status() == 200;
    }

    private static void assertThatItAnswers() {
        assertThat(GATEWAY.ask("guest", "When do the gates close?").status()).isEqualTo(200);
    }

    /** Asks all the while: a request that comes in the middle of a swap is answered too. */
    private static void awaitDescription(String wanted) {
        await().atMost(LONG).until(() -> {
            assertThatItAnswers();
            return description().equals(wanted);
        });
    }

    @Test
    void aSoundEditServesWithoutARestart() throws IOException {
        String shipped = Files.readString(ANSWER);
        String description = description();

        Files.writeString(ANSWER, shipped.replace(description, "The edited route."));
        awaitDescription("The edited route.");
        assertThatItAnswers();

        Files.writeString(ANSWER, shipped);
        awaitDescription(description);
        assertThatItAnswers();
        assertThat(isReady()).isTrue();
    }

    /** The first takes the step of the policy out, the second makes the file no YAML. */
    @ParameterizedTest
    @ValueSource(strings = {"(?m)^ *- bean: \\{ id: answer-authorize.*$", "steps:"})
    void aBrokenEditNeverServesAndShowsInTheReadiness(String broken) throws IOException {
        String shipped = Files.readString(ANSWER);
        assertThat(isReady()).isTrue();

        Files.writeString(ANSWER, shipped.replaceFirst(broken, ""));
        await().atMost(LONG).until(() -> !isReady());
        assertThat(GATEWAY.health("ready").status()).isEqualTo(503);
        assertThat(GATEWAY.health("ready")
                        .body()
                        .at("/components/routes/status")
                        .asText())
                .isEqualTo("DOWN");
        assertThat(GATEWAY.health("live").status()).isEqualTo(200);
        assertThatItAnswers();

        Files.writeString(ANSWER, shipped);
        await().atMost(LONG).until(RouteSwapIT::isReady);
        assertThat(GATEWAY.health("ready")
                        .body()
                        .at("/components/routes/status")
                        .asText())
                .isEqualTo("UP");
        assertThatItAnswers();
    }
}
