package serai.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serai.query.ProblemException;

class ScanBoundsTest {

    private static long steps(String text) {
        Scan scan = new Scan(text, Duration.ofMinutes(1), () -> 0);
        Engines.RULES.detector().detect(scan);
        return scan.steps();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-",
                "a.",
                "@",
                "a@",
                "a@a.",
                "1",
                "1 ",
                "1.",
                ":",
                "a:",
                "1:",
                "::1",
                "AL47 ",
                "A",
                "A ",
                "Aa ",
                "Aa, ",
                "1 A ",
                "12 Aa ",
                "(",
                "+",
                "+1",
                "((1",
                "May ",
                "May-",
                "1/",
                "Mr. ",
                "12 rue ",
                "John ",
                "<A_",
                "é",
                "e\u0301",
                "\u200b",
                "ABC-12345",
                "St. ",
                "New ",
                "name is "
            })
    void costsLinearlyInTheText(String piece) {
        long small = steps(piece.repeat(300));
        long large = steps(piece.repeat(1200));
        assertThat(large).isLessThan(5 * small + 10_000);
    }

    @Test
    void refusesATextWhenTimeIsUp() {
        AtomicLong now = new AtomicLong();
        PiiFinder finder =
                new PiiFinder(Engines.RULES.detector(), Duration.ofMillis(1), () -> now.getAndAdd(2_000_000));
        assertThatThrownBy(() -> finder.find("a guard at the gate ".repeat(1000), entity -> true))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesATextThatTakesTooManySteps() {
        PiiDetector greedy = scan -> {
            while (true) {
                scan.charAt(0);
            }
        };
        PiiFinder finder = new PiiFinder(greedy, Duration.ofMinutes(1), () -> 0);
        assertThatThrownBy(() -> finder.find("x", entity -> true)).isInstanceOf(ProblemException.class);
    }

    @Test
    void failsWhenADetectorFails() {
        PiiDetector broken = scan -> {
            throw new IllegalStateException("broken");
        };
        PiiFinder finder = new PiiFinder(PiiDetector.none().and(broken), Duration.ofMinutes(1), () -> 0);
        assertThatThrownBy(() -> finder.find("x", entity -> true)).isInstanceOf(IllegalStateException.class);
    }
}
