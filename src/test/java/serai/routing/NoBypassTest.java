package serai.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No edit of a shipped route gets past the check, and none that did would reach the model. */
class NoBypassTest {

    private static final List<String> FLOWS = List.of("answer.camel.yaml", "search.camel.yaml", "ingest.camel.yaml");

    private static List<Integer> steps(List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains("- bean:"))
                .boxed()
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> namesFileLineAndRemedyWhenAStepIsRemoved() {
        return FLOWS.stream().flatMap(file -> {
            List<String> lines = ShippedRoutes.text(file).lines().toList();
            return steps(lines).stream()
                    .map(step -> DynamicTest.dynamicTest(file + " without" + lines.get(step), () -> {
                        List<String> edited = new ArrayList<>(lines);
                        String removed = edited.remove((int) step);
                        boolean last = step == lines.size() - 1;

                        assertThat(ShippedRoutes.check(ShippedRoutes.with(file, String.join("\n", edited))))
                                .singleElement()
                                .asString()
                                .startsWith(file + ":" + (last ? step : step + 1) + ": ")
                                .contains("Insert `" + yaml(removed) + "` " + (last ? "after" : "before"));
                    }));
        });
    }

    private static String yaml(String line) {
        return line.strip()
                .replaceFirst("^- ", "")
                .replaceAll("\\{ +", "{")
                .replaceAll(" +}", "}")
                .replaceAll(" +", " ");
    }

    @TestFactory
    Stream<DynamicTest> findsEveryPairOfStepsThatChangedPlaces() {
        return FLOWS.stream().flatMap(file -> {
            List<String> lines = ShippedRoutes.text(file).lines().toList();
            List<Integer> steps = steps(lines);
            return steps.stream()
                    .flatMap(a -> steps.stream()
                            .filter(b -> a < b)
                            .map(b -> DynamicTest.dynamicTest(file + " " + a + "<->" + b, () -> {
                                List<String> edited = new ArrayList<>(lines);
                                Collections.swap(edited, a, b);

                                assertThat(ShippedRoutes.check(ShippedRoutes.with(file, String.join("\n", edited))))
                                        .isNotEmpty()
                                        .allMatch(finding -> finding.startsWith(file + ":"))
                                        .anyMatch(finding -> finding.startsWith(file + ":" + (a + 1) + ": "));
                            })));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setBody: {constant: forged}",
                "setBody: {simple: '${null}'}",
                "transform: {simple: '${body}'}",
                "transformDataType: {toType: plain-text}",
                "unmarshal: {json: {}}",
                "marshal: {json: {}}",
                "convertBodyTo: {type: java.lang.String}",
                "process: {ref: forger}",
                "script: {constant: x}",
                "claimCheck: {operation: Pop}",
                "sort: {simple: '${body}'}",
                "poll: {uri: 'file:inbox'}",
                "pollEnrich: {id: p, constant: 'file:inbox'}",
                "enrich: {id: e, constant: 'direct:search'}",
                "toD: {id: d, uri: 'direct:${header.next}'}",
                "recipientList: {simple: '${header.next}'}",
                "routingSlip: {simple: '${header.next}'}",
                "dynamicRouter: {simple: '${header.next}'}",
                "bean: {beanType: java.util.ArrayList}",
                "bean: {ref: scrubber, method: 'scrub(${body})'}",
                "bean: {ref: scrubber}",
                "bean: {ref: forger, method: forge}",
                "bean: scrubber",
                "to: {id: t, uri: 'bean:scrubber?method=scrub'}",
                "to: {id: t, uri: 'language:simple:x'}",
                "to: {id: t, uri: 'http://example.com'}",
                "to: {uri: 'direct:search', variableSend: x}",
                "to: {uri: 'direct:search', variableReceive: x}",
                "to: 'direct:nowhere'",
                "wireTap: {id: w, uri: 'http://example.com'}",
                "wireTap: {id: w, uri: 'direct:${header.next}'}",
                "split: {simple: '${body}', steps: [{log: x}]}",
                "aggregate: {aggregationStrategy: x, correlationExpression: {constant: a}, completionSize: 1}",
                "multicast: {aggregationStrategy: x, steps: [{log: x}]}",
                "multicast: {steps: [{to: 'direct:search'}]}",
                "kamelet: {name: forge}",
                "kamelet: {name: nowhere}",
                "choice: {when: [{simple: '${header.a}', steps: [{bean: {ref: scrubber, method: scrub}}]}]}",
                "filter: {simple: '${header.a}', steps: [{bean: {ref: scrubber, method: scrub}}]}",
                "loop: {constant: '2', steps: [{bean: {ref: scrubber, method: scrub}}]}",
                "doTry: {steps: [{log: x}], doCatch: [{exception: [java.lang.Exception], steps: [{setBody: {constant: x}}]}]}",
                "doTry: {steps: [{bean: {ref: scrubber, method: scrub}}], doCatch: [{exception: [java.lang.Exception], "
                        + "steps: [{log: x}]}]}",
                "doTry: {steps: [{log: x}], doFinally: {steps: [{setBody: {constant: x}}]}}",
                "circuitBreaker: {steps: [{log: x}], onFallback: {steps: [{setBody: {constant: x}}]}}",
                "setHeader: {name: a, simple: '${exchange.message.setBody(null)}'}",
                "setHeader: {name: a, method: {beanType: java.util.ArrayList, method: size}}",
                "setHeader: {name: a, groovy: 'exchange.in.body = null'}",
                "setHeader: {name: CamelBeanMethodName, constant: release}",
                "log: '${body.question}'",
                "log: '${headers}'",
                "to: 'log:x?showAll=true'",
                "log: '${body?.question}'",
                "log: '${variable.stashed}'",
                "log: '${header.stashed}'",
                "log: '${exchangeProperty.stashed}'",
                "log: '${exception.message}'",
                "log: '${sysenv.HOME}'",
                "log: '${env.HOME}'",
                "log: '${properties:serai.home}'",
                "log: {message: x, logName: '${body.question}'}",
                "setHeader: {name: a, simple: '${body.question}'}",
                "setHeader: {name: a, jsonpath: '$.question'}",
                "setHeader: {name: a, simple: '${exchange?.context}'}",
                "setHeader: {name: a, simple: '${header.b.class.classLoader}'}",
                "setHeader: {name: a, simple: 'resource:file:/etc/hostname'}",
                "setHeaders: {headers: [{name: a, expression: {simple: '${body.question}'}}]}",
                "setProperty: {name: a, simple: '${body}'}",
                "setVariable: {name: 'global:a', simple: '${body}'}",
                "throwException: {exceptionType: java.lang.IllegalStateException, message: '${body.question}'}",
            })
    void refusesWhatCouldForgeReplaceOrCarryAwayAStage(String step) {
        String text = ShippedRoutes.text("answer.camel.yaml")
                .replaceFirst("( +)(- bean:)", "$1- " + java.util.regex.Matcher.quoteReplacement(step) + "\n$1$2");
        RouteSet set = ShippedRoutes.with("answer.camel.yaml", text)
                .with("kamelets/forge.kamelet.yaml", java.util.Optional.of(kamelet("setBody: {constant: x}")));

        assertThat(ShippedRoutes.check(set))
                .anyMatch(finding -> finding.startsWith("answer.camel.yaml:8: ")
                        || finding.startsWith("answer.camel.yaml:9: `scrubber.scrub` takes a Query, but ")
                        || finding.startsWith("kamelets/forge.kamelet.yaml:13: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log: question",
                "log: '${body} ${header.x-request-id}'",
                "log: {message: asked, disabled: true}",
                "setBody: {constant: x, disabled: true}",
                "setHeader: {name: a, constant: b}",
                "to: 'log:steps'",
                "setHeader: {name: a, simple: '${body.request.requestId}'}",
                "log: '${body.request.requestId} ${routeId} ${date:now}'",
                "filter: {simple: '${body.question} contains \"x\"', steps: [{log: x}]}",
                "wireTap: {uri: 'direct:tap'}",
                "kamelet: {name: quiet}",
                "choice: {when: [{simple: '${header.a}', steps: [{log: x}]}], otherwise: {steps: [{stop: {}}]}}",
                "filter: {simple: '${header.a}', steps: [{throwException: {exceptionType: java.lang.Exception, message: no}}]}",
                "doTry: {steps: [{log: x}], doCatch: [{exception: [java.lang.Exception], steps: [{log: y}]}], "
                        + "doFinally: {steps: [{log: z}]}}",
                "circuitBreaker: {steps: [{log: x}]}",
                "multicast: {steps: [{log: x}, {log: y}]}",
                "loop: {constant: '2', steps: [{log: x}]}",
            })
    void allowsWhatLeavesTheStageAlone(String step) {
        String text = ShippedRoutes.text("answer.camel.yaml")
                .replaceFirst("( +)(- bean:)", "$1- " + java.util.regex.Matcher.quoteReplacement(step) + "\n$1$2");
        RouteSet set = ShippedRoutes.with("answer.camel.yaml", text)
                .with(
                        "kamelets/quiet.kamelet.yaml",
                        java.util.Optional.of(kamelet("setHeader: {name: a, constant: b}")))
                .with("tap.camel.yaml", java.util.Optional.of("""
                        - route:
                            id: tap
                            description: Sees a copy.
                            from: {uri: "direct:tap", steps: [{log: tapped}]}
                        """));

        assertThat(ShippedRoutes.check(set)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- route: {id: b, description: d, from: {uri: '{{where:platform-http:/v1/b}}', steps: [{log: x}]}}",
                "- route: {id: b, description: d, from: {uri: ' platform-http:/v1/b', steps: [{log: x}]}}",
                "- routeConfiguration: {id: c, errorHandler: {deadLetterChannel: {deadLetterUri: 'file:x'}}}",
                "- routeConfiguration: {id: c, interceptFrom: [{interceptFrom: {id: i, uri: 'direct:*', "
                        + "steps: [{setBody: {constant: x}}]}}]}",
                "- route: {id: b, description: d, from: {uri: 'direct:model-x', steps: [{log: '${body}'}]}}",
                "- route: {id: b, description: d, from: {uri: 'direct:model-x', steps: [{to: 'log:x'}]}}",
            })
    void refusesAFileThatOpensADoorOrShowsWhatStepsHold(String text) {
        assertThat(ShippedRoutes.check(ShippedRoutes.set().with("evil.camel.yaml", java.util.Optional.of(text + "\n"))))
                .anyMatch(finding -> finding.startsWith("evil.camel.yaml:1: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- onException: {id: e, exception: [java.lang.Exception], handled: {constant: 'true'}, "
                        + "steps: [{setBody: {simple: '${body.passages}'}}]}",
                "- onCompletion: {id: e, steps: [{setBody: {simple: '${body.text}'}}, {to: {id: x, uri: 'file:x'}}]}",
                "- onException: {id: e, exception: [java.lang.Exception], steps: [{log: '${exception.message}'}]}",
            })
    void refusesAHandlerThatShowsWhatAStageHolds(String handler) {
        assertThat(ShippedRoutes.check(ShippedRoutes.with(
                        "answer.camel.yaml", handler + "\n" + ShippedRoutes.text("answer.camel.yaml"))))
                .anyMatch(finding -> finding.startsWith("answer.camel.yaml:1: "));
    }

    private static String kamelet(String step) {
        return """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: %s
                spec:
                  definition:
                    title: A step
                    type: action
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - %s
                """.formatted(step.startsWith("setBody") ? "forge" : "quiet", step);
    }

    @Test
    void neverReachesTheModelWithoutAllStepsBeforeIt() throws Exception {
        List<String> lines = ShippedRoutes.text("answer.camel.yaml").lines().toList();
        List<Integer> guards = steps(lines).subList(0, 3);
        for (int guard : guards) {
            List<String> edited = new ArrayList<>(lines);
            edited.remove(guard);
            assertThat(promptsAfter(String.join("\n", edited), new Steps.Query()))
                    .as(lines.get(guard))
                    .isZero();
        }
        assertThat(promptsAfter(String.join("\n", lines), new Steps.Query())).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant: forged", "simple: '${null}'", "constant: '{\"passages\":[]}'"})
    void neverReachesTheModelWithAForgedPrompt(String body) throws Exception {
        String text = ShippedRoutes.text("answer.camel.yaml")
                .replaceFirst(
                        "bean: .*retriever.*", java.util.regex.Matcher.quoteReplacement("setBody: {" + body + "}"));

        assertThat(promptsAfter(text, new Steps.Query())).isZero();
    }

    @Test
    void neverReachesTheModelWithAForgedQuestion() throws Exception {
        for (Object body : new Object[] {"question", Map.of("question", "q"), new Steps.ScrubbedQuery(), 1}) {
            assertThat(promptsAfter(ShippedRoutes.text("answer.camel.yaml"), body))
                    .isZero();
        }
        assertThat(promptsAfter(ShippedRoutes.text("answer.camel.yaml"), null)).isZero();
    }

    private static int promptsAfter(String text, @Nullable Object body) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Steps.Chat chat = Steps.bind(context);
            PluginHelper.getRoutesLoader(context).loadRoutes(DryRun.resource("answer.camel.yaml", text));
            context.start();
            try (ProducerTemplate producer = context.createProducerTemplate()) {
                producer.send("direct:answer", exchange -> exchange.getIn().setBody(body));
            }
            return chat.prompts();
        }
    }
}
