package serai.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serai.access.ResourceFilter.And;
import serai.access.ResourceFilter.Clause;
import serai.access.ResourceFilter.IsTrue;
import serai.access.ResourceFilter.Not;

/** CEL's three truth values: true, false and failed. */
class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "true, true, true", "true, false, false", "false, true, false", "false, false, false",
        "failed, true, failed", "failed, false, false", "true, failed, failed", "false, failed, false",
        "failed, failed, failed"
    })
    void andFailsUnlessOneSideIsFalse(String left, String right, String result) {
        assertThat(verdict(left).and(verdict(right))).isEqualTo(verdict(result));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true", "true, false, true", "false, true, true", "false, false, false",
        "failed, true, true", "failed, false, failed", "true, failed, true", "false, failed, failed",
        "failed, failed, failed"
    })
    void orFailsUnlessOneSideIsTrue(String left, String right, String result) {
        assertThat(verdict(left).or(verdict(right))).isEqualTo(verdict(result));
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "failed, failed"})
    void notOfAFailureIsAFailure(String part, String result) {
        assertThat(verdict(part).not()).isEqualTo(verdict(result));
    }

    @Test
    void failsOnlyWhereTheOtherSideDoesNotSettleIt() {
        Clause open = new IsTrue("open");

        assertThat(verdict("failed").or(Verdict.of(open))).isEqualTo(new Verdict(open, new Not(open)));
        assertThat(verdict("failed").and(Verdict.of(open))).isEqualTo(new Verdict(Clauses.NONE, open));
        assertThat(Clauses.not(new And(List.of(open, new IsTrue("public")))))
                .isEqualTo(Clauses.or(new Not(open), new Not(new IsTrue("public"))));
    }

    private static Verdict verdict(String value) {
        return switch (value) {
            case "true" -> Verdict.of(Clauses.ALL);
            case "false" -> Verdict.of(Clauses.NONE);
            default -> Verdict.failing(Clauses.ALL);
        };
    }
}
