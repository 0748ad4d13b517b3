package serai.secrets.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import serai.secrets.Secret;
import serai.secrets.SecretTextFixture;
import serai.secrets.SecretUnavailableException;

class SecretFunctionTest {

    private String secret = "first";

    private DefaultCamelContext route(String header) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent()
                .addPropertiesFunction(new SecretFunction(
                        SecretTextFixture.of(name -> new Secret(secret.getBytes(StandardCharsets.UTF_8), "1"))));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").setBody().constant(header);
            }
        });
        return context;
    }

    @Test
    void givesTheValueOfTheTimeWhenTheRouteWasBuilt() throws Exception {
        try (DefaultCamelContext context = route("token {{secret:siem-token}}")) {
            context.start();
            secret = "second";

            assertThat(context.createProducerTemplate().requestBody("direct:in", "", String.class))
                    .isEqualTo("token first");
        }
    }

    @Test
    void buildsNoRouteWithAKeyOfTheGateway() throws Exception {
        try (DefaultCamelContext context = route("{{secret:kek}}")) {
            assertThatThrownBy(context::start)
                    .hasRootCauseInstanceOf(SecretUnavailableException.class)
                    .rootCause()
                    .hasMessageContaining("kek")
                    .hasMessageNotContaining("first");
        }
    }
}
