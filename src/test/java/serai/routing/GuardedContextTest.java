package serai.routing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class GuardedContextTest {

    private final MockEnvironment settings =
            new MockEnvironment().withProperty("camel.main.routes-collector-enabled", "false");

    @Test
    void acceptsTheShippedSettings() {
        assertThatCode(() -> GuardedContext.refuseOtherLoaders(settings)).doesNotThrowAnyException();
    }

    @Test
    void refusesRoutesThatCamelLoadsAgainByItself() {
        settings.setProperty("camel.main.routes-reload-enabled", "true");

        assertThatThrownBy(() -> GuardedContext.refuseOtherLoaders(settings))
                .hasMessageContaining("camel.main.routes-reload-enabled")
                .hasMessageContaining("serai.routing.directory");
    }

    @Test
    void refusesRoutesThatCamelCollectsByItselfAsItDoesUnlessTold() {
        assertThatThrownBy(() -> GuardedContext.refuseOtherLoaders(new MockEnvironment()))
                .hasMessageContaining("camel.main.routes-collector-enabled");
    }
}
