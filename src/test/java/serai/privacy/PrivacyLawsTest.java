package serai.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PrivacyLawsTest {

    private static final List<String> SECRETS = List.of(
            "guard@inn.example",
            "4111 1111 1111 1111",
            "GB82WEST12345698765432",
            "203.0.113.7",
            "2001:db8::7",
            "219-09-1234",
            "(212) 555-0123",
            "+44 20 7946 0018",
            "2024-03-15",
            "Marco Polo",
            "ABC-123456",
            "CUST-12345678",
            "12 Gate Street");

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                "the",
                "Guard",
                "\\",
                "<",
                ">",
                "_1>",
                "&lt;",
                "&gt;",
                "<PERSON_1>",
                "<person_1>",
                "&lt;PERSON_2&gt;",
                "\\<PERSON\\_1\\>",
                "<TEXT_1>",
                "<EMAIL_ADDRESS_1>",
                "<PERSON_",
                "1",
                "$1",
                "\u200b",
                "\u00a0",
                "é",
                "e\u0301",
                "😀",
                "１２",
                "\n",
                ", ",
                ":",
                "@",
                "-",
                "ﬁ");
        Arbitrary<String> pieces = Arbitraries.oneOf(words, Arbitraries.of(SECRETS));
        Arbitrary<String> gaps = Arbitraries.of("", " ", " ");
        return net.jqwik.api.Combinators.combine(pieces, gaps)
                .as(String::concat)
                .list()
                .ofMaxSize(14)
                .map(l -> String.join("", l));
    }

    @Property(tries = 500)
    void restoringUndoesMasking(@ForAll("texts") String text) {
        PlaceholderVault vault = Engines.SHIPPED.newVault();
        vault.placeholder("PERSON", "Zhang Qian");
        String masked = Engines.SHIPPED.mask(text, Engines.SHIPPED.find(text), vault);
        assertThat(vault.restore(masked)).isEqualTo(text);
    }

    @Property(tries = 200)
    void spansAreDisjointInOrderAndWithinTheText(@ForAll("texts") String text) {
        int at = 0;
        for (PiiSpan span : Engines.SHIPPED.find(text)) {
            assertThat(span.start()).isGreaterThanOrEqualTo(at);
            assertThat(span.end()).isLessThanOrEqualTo(text.length());
            at = span.end();
        }
    }

    @Property(tries = 200)
    void noSecretIsLeft(@ForAll("secrets") List<String> secrets) {
        String text = "The guard wrote: " + String.join(" ; ", secrets) + " .";
        String masked = Engines.SHIPPED.mask(text, Engines.SHIPPED.find(text), Engines.SHIPPED.newVault());
        assertThat(secrets).noneMatch(masked::contains);
    }

    @Provide
    Arbitrary<List<String>> secrets() {
        return Arbitraries.of(SECRETS).list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 200)
    void theOrderOfSpansDoesNotMatter(@ForAll("spans") List<PiiSpan> spans) {
        List<PiiSpan> disjoint = Spans.disjoint(spans, at -> true);
        assertThat(Spans.disjoint(spans.reversed(), at -> true)).isEqualTo(disjoint);
        assertThat(covered(disjoint)).isEqualTo(covered(spans));
    }

    private static java.util.BitSet covered(List<PiiSpan> spans) {
        java.util.BitSet chars = new java.util.BitSet();
        spans.forEach(span -> chars.set(span.start(), span.end()));
        return chars;
    }

    @Provide
    Arbitrary<List<PiiSpan>> spans() {
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.of("PERSON", "LOCATION", "DATE_TIME"),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.of(0.3, 0.5, 1.0))
                .as((entity, start, length, score) -> new PiiSpan(entity, start, start + length, score))
                .list()
                .ofMaxSize(8);
    }
}
