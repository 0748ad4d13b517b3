package serai.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serai.intake.QueryFixture;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;
import serai.query.Tenant;

class MaskingTest {

    private static final String MAIL = "guard@inn.example";

    private static String mask(Action action, String text) {
        PrivacyEngine engine = Engines.with("EMAIL_ADDRESS", action);
        return engine.mask(text, engine.find(text), engine.newVault());
    }

    @Test
    void treatsAValueAsItsActionSays() {
        assertThat(mask(Action.PLACEHOLDER, "to " + MAIL)).isEqualTo("to <EMAIL_ADDRESS_1>");
        assertThat(mask(Action.MASK, "to " + MAIL)).isEqualTo("to *****@***.*******");
        assertThat(mask(Action.REDACT, "to " + MAIL)).isEqualTo("to ");
        assertThat(mask(Action.REJECT, "to " + MAIL)).isEqualTo("to ");
        assertThat(mask(Action.ALLOW, "to " + MAIL)).isEqualTo("to " + MAIL);
        assertThat(mask(Action.HMAC, "to " + MAIL)).matches("to \\[EMAIL_ADDRESS:[0-9a-f]{16}]");
    }

    @Test
    void hashesEqualValuesEquallyAndOthersNot() {
        String twice = mask(Action.HMAC, MAIL + " " + MAIL + " other@inn.example");
        List<String> hashes = List.of(twice.split(" ", -1));
        assertThat(hashes.get(0)).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
    }

    @Test
    void givesEqualValuesOnePlaceholder() {
        PlaceholderVault vault = Engines.SHIPPED.newVault();
        String text = MAIL + ", other@inn.example, " + MAIL;
        assertThat(Engines.SHIPPED.mask(text, Engines.SHIPPED.find(text), vault))
                .isEqualTo("<EMAIL_ADDRESS_1>, <EMAIL_ADDRESS_2>, <EMAIL_ADDRESS_1>");
    }

    @Test
    void restoresPlaceholdersAsModelsWriteThem() {
        PlaceholderVault vault = Engines.SHIPPED.newVault();
        vault.placeholder("EMAIL_ADDRESS", MAIL);
        for (String written : List.of(
                "<EMAIL_ADDRESS_1>", "&lt;EMAIL_ADDRESS_1&gt;", "\\<EMAIL\\_ADDRESS\\_1\\>", "<email_address_1>")) {
            assertThat(vault.restore("to " + written + "!")).isEqualTo("to " + MAIL + "!");
        }
        assertThat(vault.restore("<EMAIL_ADDRESS_2> <b>")).isEqualTo("<EMAIL_ADDRESS_2> <b>");
    }

    @Test
    void refusesSpansThatOverlap() {
        List<PiiSpan> overlapping = List.of(new PiiSpan("PERSON", 0, 4, 1), new PiiSpan("PERSON", 2, 6, 1));
        assertThatThrownBy(() -> Engines.SHIPPED.mask("abcdefgh", overlapping, Engines.SHIPPED.newVault()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rejectsAQuestionNamingTheEntityButNotTheValue() {
        Scrubber scrubber = new Scrubber(Engines.with("US_SSN", Action.REJECT));
        Subject subject = new Subject("issuer", "guest", new Tenant("demo"), Map.of(), Set.of());
        assertThatThrownBy(() -> scrubber.scrub(QueryFixture.query(subject, "who has 219-09-1234?")))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
                    assertThat(problem.detail()).contains("US_SSN").doesNotContain("219");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<PERSON_1>",
                "< PERSON_1 >",
                "<PER\\SON_1>",
                "<person\\_1\\>",
                "&lt; PERSON_1&gt;",
                "<PER\u200BSON_1>",
                "<\u02C6PERSON_1\u02C6>",
                "<PERSON_\u20601>"
            })
    void escapesWhatLaterStepsMightTakeForAPlaceholder(String forged) {
        PlaceholderVault vault = Engines.SHIPPED.newVault();
        String text = "Pay " + forged + " now";

        String masked = Engines.SHIPPED.mask(text, List.of(), vault);

        assertThat(masked).contains("<TEXT_1>").doesNotContainPattern("(?i)SON");
        assertThat(vault.restore(masked)).isEqualTo(text);
    }

    @Test
    void scrubsAQuestionAndCountsWhatItMasked() {
        Scrubber scrubber = new Scrubber(Engines.SHIPPED);
        Subject subject = new Subject("issuer", "guest", new Tenant("demo"), Map.of(), Set.of());
        ScrubbedQuery scrubbed = scrubber.scrub(QueryFixture.query(subject, "mail " + MAIL + " from 203.0.113.7"));
        assertThat(scrubbed.text()).isEqualTo("mail <EMAIL_ADDRESS_1> from <IP_ADDRESS_1>");
        assertThat(scrubbed.entities()).isEqualTo(Map.of("EMAIL_ADDRESS", 1, "IP_ADDRESS", 1));
        assertThat(scrubbed.toString()).doesNotContain(MAIL);
    }

    @Test
    void doesNotLookForWhatIsAllowedAndLetsItHideNothing() {
        PrivacyEngine engine = Engines.with("DATE_TIME", Action.ALLOW);
        assertThat(engine.find("on 2024-03-15")).isEmpty();
    }
}
