package serai.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import serai.admin.LiveGateway.Response;

/** The whole gateway with a model that may receive public papers only, and that is down. */
class ModelBoundsIT {

    private static final LiveGateway GATEWAY = LiveGateway.start(Map.of(
            "serai.model.name", "openai",
            "serai.model.models.openai.base-url", "http://127.0.0.1:1/v1",
            "serai.model.models.openai.model", "m",
            "serai.model.models.openai.send-key", "false",
            "serai.model.models.openai.max-classification", "0"));

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @Test
    void aPromptAboveTheModelsClassificationIsRefused() {
        Response refused = GATEWAY.ask("keeper", "What gold does the treasury hold?");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("type")).isEqualTo("urn:serai:problem:forbidden");
        assertThat(GATEWAY.search("keeper", "What gold does the treasury hold?").status())
                .isEqualTo(200);
    }

    @Test
    void aModelThatIsDownMeansTryAgainLater() {
        Response unavailable = GATEWAY.ask("guest", "When do the gates close?");

        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.text("type")).isEqualTo("urn:serai:problem:unavailable");
        assertThat(unavailable.headers().firstValueAsLong("Retry-After").orElse(0))
                .isPositive();
    }
}
