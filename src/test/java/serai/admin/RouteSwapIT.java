package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits of route files under the running gateway. */
class RouteSwapIT {

    private static final LiveGateway GATEWAY = LiveGateway.shared();
    private static final Path ANSWER = GATEWAY.routes.resolve("answer.camel.yaml");
    private static final Duration LONG = Duration.ofSeconds(30);

    private static String description() {
        return GATEWAY.bean(CamelContext.class).getRoute("answer").getDescription();
    }

    private static boolean isReady() {
        return GATEWAY.health("ready").status() == 200;
    }

    private static void assertThatItAnswers() {
        assertThat(GATEWAY.ask("guest", "When do the gates close?").status()).isEqualTo(200);
    }

    @Test
    void aSoundEditServesWithoutARestart() throws IOException {
        String shipped = Files.readString(ANSWER);

        Files.writeString(ANSWER, shipped.replaceFirst("description: .*", "description: The edited route."));
        await().atMost(LONG).until(() -> description().equals("The edited route."));
        assertThatItAnswers();

        Files.writeString(ANSWER, shipped);
        await().atMost(LONG).until(() -> !description().equals("The edited route."));
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
