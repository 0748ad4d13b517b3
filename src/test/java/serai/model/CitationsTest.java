package serai.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CitationsTest {

    @Test
    void removesAndCountsCitationsOfPassagesThatWereNotShown() {
        Citations citations = new Citations(2);
        Checked checked = citations.check("Three nights [1]. Hay is free [3][2]. Water too [0, 1; 99].");
        assertThat(checked).isEqualTo(new Checked("Three nights [1]. Hay is free [2]. Water too [1].", 3));
        assertThat(citations.cited()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void quotedSubscriptsAreNoCitations() {
        String quoted = Citations.escape("Use a[1] and b[2,3].");
        Citations citations = new Citations(9);
        assertThat(citations.check(quoted)).isEqualTo(new Checked("Use a[ 1 ] and b[ 2,3 ].", 0));
        assertThat(citations.cited()).isEmpty();
    }

    @Property(tries = 500)
    void everyCitationLeftNamesAShownPassage(@ForAll("texts") String text, @ForAll @IntRange(max = 5) int shown) {
        Citations citations = new Citations(shown);
        Checked checked = citations.check(text);
        Matcher left = Pattern.compile("\\[(\\d+)]").matcher(checked.text());
        while (left.find()) {
            assertThat(new BigInteger(left.group(1)))
                    .isPositive()
                    .isLessThanOrEqualTo(BigInteger.valueOf(shown))
                    .isIn(citations.cited().stream().map(BigInteger::valueOf).toList());
        }
        assertThat(new Citations(shown).check(checked.text()).found()).isZero();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("[", "]", "1", "2", "7", ",", ";", "-", " ", "a", "[3]", "[1, 9]", "999999999")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }
}
