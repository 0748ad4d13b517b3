package serai.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteCheckTest {

    @Test
    void findsNothingInTheShippedRoutes() {
        assertThat(ShippedRoutes.check(ShippedRoutes.set())).isEmpty();
    }

    @Test
    void namesFileLineAndRemedyOfAMissingStep() {
        String text = ShippedRoutes.text("answer.camel.yaml").replaceFirst(".*accessGate.*\n", "");

        assertThat(ShippedRoutes.check(ShippedRoutes.with("answer.camel.yaml", text)))
                .containsExactly(
                        "answer.camel.yaml:9: `retriever.retrieve` takes an AuthorizedQuery, but ScrubbedQuery arrives. "
                                + "Insert `bean: {ref: accessGate, method: authorize}` before line 9.");
    }

    @Test
    void readsTheRoutesOfSecretBackendsForTheirWordsAlone() {
        String text = """
                - route:
                    id: cloud-read
                    description: Reads a secret.
                    from:
                      uri: direct:cloud-read
                      steps:
                        - process: { id: cloud-read-call, ref: aBeanOfAnotherContext }
                        - to: { id: cloud-read-send, uri: "direct:{{serai.secrets.cloud.project}}" }
                """;

        assertThat(ShippedRoutes.check(ShippedRoutes.with("secrets/cloud.camel.yaml", text)))
                .isEmpty();
        assertThat(ShippedRoutes.check(ShippedRoutes.with("cloud.camel.yaml", text)))
                .isNotEmpty();
    }

    @Test
    void findsUnknownWordsAndTakenIdsInTheRoutesOfSecretBackends() {
        String text = """
                - route:
                    id: answer
                    description: Reads a secret.
                    from:
                      uri: direct:cloud-read
                      steps:
                        - proces: { id: cloud-read-call, ref: x }
                """;

        assertThat(ShippedRoutes.check(ShippedRoutes.with("secrets/cloud.camel.yaml", text)))
                .anyMatch(finding -> finding.startsWith("secrets/cloud.camel.yaml:7: ") && finding.contains("proces"))
                .anyMatch(finding -> finding.startsWith("secrets/cloud.camel.yaml:2: the id `answer` is taken"));
    }

    private static String call(String step) {
        return """
                - route:
                    id: probe
                    description: Calls somebody.
                    from:
                      uri: direct:probe
                      steps:
                        - %s
                """.formatted(step);
    }

    @Test
    void findsNothingUnfitInTheRoutesOfTheProduct() throws IOException {
        RouteSet.read(Path.of("routes"))
                .texts()
                .forEach((file, text) -> assertThat(RouteLint.unfit(file, RouteYaml.parse(file, text)))
                        .as(file)
                        .isEmpty());
    }

    @Test
    void letsASecretStandInAHeader() {
        String text = call("setHeader: { id: probe-token, name: Authorization, simple: "
                + "\"Bearer ${bean:secretText?method=of('siem-token#hec')}\" }");

        assertThat(ShippedRoutes.check(ShippedRoutes.with("probe.camel.yaml", text)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${bean:secrets?method=get('kek')}",
                "${bean:secrets?method=write('token', ${header.x})}",
                "${bean:secrets.close}",
                "$simple{bean:rotation?method=start('kek')}",
                "${header.${bean:secrets?method=get('kek')}}",
                "${ bean:secrets.close }",
                "${bean:secretText?method=of(${header.name})}",
                "${bean:localCredential.value}",
                "{{bean:secrets.close}}",
                "{{?bean:secrets.close}}"
            })
    void findsABeanThatAnExpressionCalls(String expression) {
        String text = call("setHeader: { id: probe-token, name: X, simple: \"" + expression + "\" }");

        assertThat(ShippedRoutes.check(ShippedRoutes.with("probe.camel.yaml", text)))
                .anyMatch(finding -> finding.startsWith("probe.camel.yaml:7: the expression calls a bean"));
    }

    @Test
    void findsAStepThatMakesASecretTheBody() {
        String text = call("bean: { id: probe-x, ref: secretText, method: of }");

        assertThat(ShippedRoutes.check(ShippedRoutes.with("probe.camel.yaml", text)))
                .anyMatch(finding -> finding.contains("the gateway has no bean `secretText`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setBody: { id: probe-x, simple: \"${bean:secretText?method=of('token')}\" }",
                "setProperty: { id: probe-x, name: x, simple: \"${bean:secretText?method=of('token')}\" }",
                "toD: { id: probe-x, uri: \"direct:${bean:secretText?method=of('token')}\" }",
                "log: { id: probe-x, message: \"${bean:secretText?method=of('token')}\" }",
                "log: { id: probe-x, message: \"{{secret:token}}\" }",
                "setBody: { id: probe-x, constant: \"{{secret:token}}\" }"
            })
    void findsASecretThatIsNoHeader(String step) {
        assertThat(ShippedRoutes.check(ShippedRoutes.with("probe.camel.yaml", call(step))))
                .anyMatch(finding -> finding.startsWith("probe.camel.yaml:7: a secret where others can see it"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{serai.secrets.vault.token}}",
                "${properties:serai.secrets.vault.token}",
                "{{env:SERAI_SECRETS_VAULT_TOKEN}}"
            })
    void findsTheSettingsThatOpenAllSecrets(String expression) {
        String text = call("setHeader: { id: probe-x, name: X, simple: \"" + expression + "\" }");

        assertThat(ShippedRoutes.check(ShippedRoutes.with("probe.camel.yaml", text)))
                .anyMatch(finding -> finding.contains("a setting of serai.secrets"));
    }
}
