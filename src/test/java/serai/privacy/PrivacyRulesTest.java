package serai.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PrivacyRulesTest {

    @Test
    void readsTheShippedRules() {
        PrivacyRules rules = PrivacyRulesFile.read(Path.of("config/privacy.yaml"));
        assertThat(rules.actions())
                .containsKeys("PERSON", "PROJECT_CODE", "CUSTOMER_ID")
                .hasSize(11);
    }

    @Test
    void namesEveryMistakeAtOnce() {
        String yaml = """
                entities: { PERSON: hide, EMAIL: mask }
                patterns:
                  - { entity: bad name, regex: 'x', action: mask }
                  - { entity: PERSON, regex: 'x', action: mask }
                  - { entity: LOOK_AROUND, regex: '(?=x)', action: mask }
                  - { entity: NOTHING, regex: 'x*', action: mask, colour: red }
                phone-regions: [UK]
                speed: fast
                """;
        assertThatThrownBy(() -> PrivacyRulesFile.parse(yaml, "test.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "test.yaml",
                        "'entities.PERSON' is 'hide'",
                        "unknown key 'entities.EMAIL'",
                        "'entities.LOCATION' is missing",
                        "'patterns[0].entity'",
                        "exists already",
                        "'patterns[2].regex'",
                        "'patterns[3].regex'",
                        "'patterns[3].colour'",
                        "GB (not UK)",
                        "unknown key 'speed'");
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThatThrownBy(() -> PrivacyRulesFile.parse("a: [", "test.yaml")).hasMessageContaining("not YAML");
        assertThatThrownBy(() -> PrivacyRulesFile.parse("", "test.yaml")).hasMessageContaining("mapping");
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatThrownBy(() -> PrivacyRulesFile.read(Path.of("nowhere.yaml"))).hasMessageContaining("nowhere.yaml");
    }
}
