package serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import serai.query.ProblemException;
import serai.query.ProblemType;

class DeclaredLabelsTest {

    private static final LabelSchema SCHEMA = new DeclaredLabels(Map.of(
            "level", LabelType.INT, "open", LabelType.BOOL, "owner", LabelType.STRING, "groups", LabelType.STRINGS));

    @Test
    void takesValuesAsJsonTypesThem() {
        Labels labels =
                SCHEMA.check(Map.of("level", 3, "open", true, "owner", "Zhang Qian", "groups", List.of("b", "a", "b")));

        assertThat(labels.values())
                .isEqualTo(Map.of("level", 3L, "open", true, "owner", "Zhang Qian", "groups", List.of("a", "b")));
        assertThat(labels.schemaVersion()).isEqualTo(SCHEMA.version());
    }

    @Test
    void takesValuesAsTheCommandLineGivesThem() {
        Labels labels = SCHEMA.check(Map.of("level", "-3", "open", "false", "owner", "", "groups", "b, a"));

        assertThat(labels.values())
                .isEqualTo(Map.of("level", -3L, "open", false, "owner", "", "groups", List.of("a", "b")));
        assertThat(SCHEMA.check(Map.of("level", 0, "open", true, "owner", "x", "groups", ""))
                        .values())
                .containsEntry("groups", List.of());
    }

    static List<Map<String, Object>> wrong() {
        return List.of(
                with("level", "three"),
                with("level", 3.0),
                with("level", "9223372036854775808"),
                with("level", true),
                with("open", "yes"),
                with("open", 1),
                with("owner", 3),
                with("owner", "a\u0000b"),
                with("owner", "x".repeat(257)),
                with("owner", "lone \ud800 surrogate"),
                with("groups", List.of(3)),
                with("groups", List.of("")),
                with("groups", "a,,b"),
                with("groups", Arrays.asList("a", null)),
                with("groups", Map.of("a", "b")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesAValueOfAnotherTypeWithoutRepeatingIt(Map<String, Object> values) {
        assertThatThrownBy(() -> SCHEMA.check(values)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
            assertThat(problem.detail())
                    .containsPattern("^label '(level|open|owner|groups)' must be given as [a-z<>]+$");
        });
    }

    @Test
    void namesEveryMissingLabelAndNoUnknownOne() {
        assertThatThrownBy(() -> SCHEMA.check(Map.of("level", 1, "surprise", "x", "another", "y")))
                .hasMessage("label 'groups' must be given as list<string>; label 'open' must be given as bool; "
                        + "label 'owner' must be given as string; 2 label(s) are not declared by the policy; "
                        + "it declares groups, level, open, owner");
    }

    @Test
    void changesItsVersionWithEveryLabel() {
        assertThat(List.of(
                        SCHEMA.version(),
                        new DeclaredLabels(Map.of("level", LabelType.INT)).version(),
                        new DeclaredLabels(Map.of("level", LabelType.STRING)).version(),
                        new DeclaredLabels(Map.of("rank", LabelType.INT)).version()))
                .doesNotHaveDuplicates();
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> values = new HashMap<>(Map.of("level", 1, "open", true, "owner", "a", "groups", List.of()));
        values.put(name, value);
        return values;
    }
}
