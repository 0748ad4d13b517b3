package serai.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serai.audit.AuditEvent;
import serai.model.ModelSettings.TrustZone;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.retrieval.GroundedPrompt;

class ChatTest {

    private final List<ChatRequest> asked = new ArrayList<>();
    private final ModelFixture.Audit audit = new ModelFixture.Audit(false);

    @Test
    void asksTheConfiguredModelWithNumberedPassages() {
        GroundedPrompt prompt = ModelFixture.prompt(
                "How long may I stay?",
                ModelFixture.passage("rules", "Guests stay three nights."),
                ModelFixture.passage("prices", "Water is free."));

        Draft draft = chat(1, (name, request) -> "Three nights [1].").complete(prompt);

        assertThat(draft.text()).isEqualTo("Three nights [1].");
        assertThat(draft.model()).isEqualTo("openai");
        assertThat(draft.shown()).isEqualTo(prompt.passages());
        assertThat(asked.getFirst().sources())
                .extracting(ChatRequest.Source::number)
                .containsExactly(1, 2);
        assertThat(asked.getFirst().deadline()).isEqualTo(prompt.request().deadline());
    }

    @Test
    void saysHonestlyThatNothingWasFoundWithoutAskingAModel() {
        Draft draft = chat(1, (name, request) -> "invented").complete(ModelFixture.prompt("What is secret?"));
        assertThat(draft.text()).isEqualTo("I found nothing you may read about this.");
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesWhatTheModelMayNotReceiveInsteadOfLeavingItOut() {
        GroundedPrompt prompt = ModelFixture.prompt(
                "What lies in the treasury?",
                ModelFixture.passage("rules", "Guests pay at the gate.", Map.of("classification", 0L)),
                ModelFixture.passage("treasury", "Forty bars of silver.", Map.of("classification", 2L)));

        assertThatThrownBy(() -> chat(1, (name, request) -> "silver [2]").complete(prompt))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.FORBIDDEN);

        assertThat(asked).isEmpty();
        assertThat(audit.events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(AuditEvent.Kind.QUERY_REFUSED);
            assertThat(event.details()).containsEntry("reason", "classification");
            assertThat(event.details().toString()).contains("treasury").doesNotContain("silver");
        });
    }

    @Test
    void sendsWhatIsExactlyAtTheLimit() {
        GroundedPrompt prompt = ModelFixture.prompt(
                "Prices?", ModelFixture.passage("prices", "Hay costs a dirham.", Map.of("classification", 2L)));
        assertThat(chat(2, (name, request) -> "A dirham [1].").complete(prompt).text())
                .contains("dirham");
    }

    @Test
    void refusesAPassageWithoutClassification() {
        GroundedPrompt unlabelled =
                ModelFixture.prompt("Prices?", ModelFixture.passage("prices", "Hay costs a dirham.", Map.of()));
        assertThatThrownBy(() -> chat(99, (name, request) -> "A dirham [1].").complete(unlabelled))
                .isInstanceOf(ProblemException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesNothingLessWhenTheAuditIsDown() {
        Chat chat = chat(0, (name, request) -> "text", new ModelFixture.Audit(true), ModelFixture.NOW);
        GroundedPrompt prompt = ModelFixture.prompt("Prices?", ModelFixture.passage("prices", "Hay costs a dirham."));
        assertThatThrownBy(() -> chat.complete(prompt)).isInstanceOf(ProblemException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void showsAModelNoPersonalData() {
        GroundedPrompt prompt = ModelFixture.prompt(
                "When does Ibn Battuta leave?",
                ModelFixture.passage("schedule", "Ibn Battuta leaves with Zhang Qian; write to gate@inn.example."));

        chat(1, (name, request) -> "At dawn [1].").complete(prompt);

        String sent = asked.getFirst().messages()
                + asked.getFirst().question()
                + asked.getFirst().sources();
        assertThat(sent).doesNotContain("Battuta", "Zhang", "gate@").contains("<PERSON_1>");
    }

    @Test
    void reportsAFailedModelAsUnavailableAndKeepsItsWordsBack() {
        GroundedPrompt prompt = ModelFixture.prompt("Prices?", ModelFixture.passage("prices", "Hay costs a dirham."));
        ModelRoute broken = (name, request) -> {
            throw new IllegalStateException("upstream says: " + request.question());
        };
        assertThatThrownBy(() -> chat(1, broken).complete(prompt))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
                    assertThat(problem.retryAfter()).isPositive();
                    assertThat(problem).hasNoCause().message().doesNotContain("upstream", "Prices");
                });
        assertThat(audit.events)
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("reason", "model-failed"));
    }

    @Test
    void refusesACompletionThatIsEmptyOrTooLong() {
        GroundedPrompt prompt = ModelFixture.prompt("Prices?", ModelFixture.passage("prices", "Hay costs a dirham."));
        for (String completion : List.of(" \n", "x".repeat(16_001))) {
            assertThatThrownBy(() -> chat(1, (name, request) -> completion).complete(prompt))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void asksNobodyAfterTheDeadline() {
        GroundedPrompt prompt = ModelFixture.prompt("Prices?", ModelFixture.passage("prices", "Hay costs a dirham."));
        Chat late = chat(1, (name, request) -> "late [1]", audit, ModelFixture.NOW.plus(Duration.ofMinutes(1)));
        assertThatThrownBy(() -> late.complete(prompt)).isInstanceOf(ProblemException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void sendsNoMorePassagesThanFit() {
        GroundedPrompt prompt = ModelFixture.prompt(
                "Prices?",
                ModelFixture.passage("one", "a".repeat(10_000)),
                ModelFixture.passage("two", "b".repeat(10_000)),
                ModelFixture.passage("three", "c".repeat(10_000)));
        assertThat(chat(1, (name, request) -> "so [1]").complete(prompt).shown())
                .hasSize(2);
    }

    private Chat chat(long highest, ModelRoute route) {
        return chat(highest, route, audit, ModelFixture.NOW);
    }

    private Chat chat(long highest, ModelRoute route, ModelFixture.Audit log, java.time.Instant now) {
        ModelSettings.Model model =
                new ModelSettings.Model(TrustZone.OUTSIDE, highest, "https://model.example/v1", "m", true, 100, 0);
        ModelRoute recording = (name, request) -> {
            asked.add(request);
            return route.call(name, request);
        };
        return new Chat(
                ModelFixture.settings("openai", Map.of("openai", model)),
                recording,
                ModelFixture.MASKER,
                ModelFixture.DETECTOR,
                log,
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
