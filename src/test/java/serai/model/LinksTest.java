package serai.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    private final Links links = Links.of(List.of(
            ModelFixture.passage("rules", "See https://inn.example/rules and ![map](https://inn.example/map.png)."),
            ModelFixture.passage("db", "Connect with jdbc:postgresql://db.inn.example:5432/guests.")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](https://evil.example/?q=1)",
                "![x](https://evil.example/a.png)",
                "[![a](https://evil.example/a.png)](https://evil.example)",
                "[x](<https://evil.example/a b>)",
                "[x]: https://evil.example \"t\"",
                "[x]:\nhttps://evil.example",
                "<https://evil.example>",
                "https://evil.example/path",
                "HTTPS://EVIL.EXAMPLE",
                "http:evil.example/x",
                "https:/\\evil.example",
                "https:\\\\evil.example",
                "https : //evil.example",
                "//evil.example/x",
                "[x](//evil.example/x)",
                "[x](/\\evil.example)",
                "[x](\\\\evil.example)",
                "www.evil.example",
                "evil.example/path",
                "evil.example",
                "https://inn.example@evil.example/",
                "https://inn.example\\@evil.example/",
                "https://evil.example#@inn.example",
                "https://evil.example?inn.example",
                "https://inn.example.evil.example",
                "https://evil\u3002example/",
                "https://ev\u200Bil.example/",
                "ht\u00ADtps://evil.example",
                "\uFF48\uFF54\uFF54\uFF50\uFF53\uFF1A//evil.example",
                "https://\u24D4vil.example",
                "https://evil%2Eexample/",
                "&#104;ttps://evil.example",
                "https&colon;&sol;&sol;evil&period;example",
                "[x](https\\://evil.example)",
                "hxxps://evil[.]example/x",
                "<a href=\"https://evil.example\">x</a>",
                "<img src=https://evil.example/a.png>",
                "<img\nsrc='//evil.example/a.png'",
                "<svg onload=fetch('https://evil.example')>",
                "<a title=\">\" href=\"https://evil.example\">x</a>",
                "<style>@import url(https://evil.example)</style>",
                "ftp://evil.example",
                "wss://evil.example",
                "file://evil.example/share",
                "mailto:x@evil.example",
                "https://evil.example:443/",
                "hthttps://evil.exampletps://evil.example/",
                "jdbc:mysql://evil.example/x",
            })
    void removesForeignLinks(String link) {
        Checked checked = links.remove("Look: " + link + " there");
        assertThat(Hosts.decode(checked.text()).toLowerCase(Locale.ROOT)).doesNotContain("//evil.example");
        assertThat(checked.found()).isPositive();
        assertThat(links.remove(checked.text()).found()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](javascript:alert(1))",
                "[x](java&#115;cript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "javascript://inn.example/%0aalert(1)",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "![x](data:image/png;base64,AAAA)",
                "[x](vbscript:x)",
                "<script>alert(1)</script>",
                "<iframe srcdoc=x>",
                "<base href=//inn.example>",
            })
    void removesWhatRuns(String link) {
        Checked checked = links.remove(link);
        assertThat(checked.text().toLowerCase(Locale.ROOT)).doesNotContain("javascript:", "data:", "vbscript:", "<");
        assertThat(checked.found()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "See https://inn.example/rules.",
                "See [the rules](https://inn.example/rules#x) [1].",
                "See inn.example.",
                "![map](https://inn.example/map.png)",
                "postgresql://db.inn.example:5432/guests",
                "Set work_mem in postgresql.conf and read README.md; e.g. a.b or v1.2.3.",
                "Write `SELECT a[1] FROM t WHERE x <y AND z> 3` // a comment",
                "Note: 3:30 is late. Ratio 1:2. C:\\Windows and /var/lib/data.",
                "The file: /etc/hosts; directory: /var.",
                "Done.It is so. He said: \"data: yes\".",
                "Guests stay three nights [1][2].",
                "Shape <varname> and List<String> stay.",
            })
    void keepsWhatPassagesJustifyAndWhatIsNoLink(String text) {
        assertThat(links.remove(text)).isEqualTo(new Checked(text, 0));
    }

    @Test
    void keepsWhatALinkWasCalled() {
        assertThat(links.remove("Ask [the keeper](https://evil.example) now.").text())
                .isEqualTo("Ask the keeper now.");
    }

    @Test
    void keepsACitationThatWasWrittenAsALink() {
        assertThat(links.remove("Three nights [1](https://evil.example).").text())
                .isEqualTo("Three nights [1].");
    }

    @Test
    void fetchesNoImageThatNoPassageShows() {
        assertThat(links.remove("![x](https://inn.example/pixel.png?q=secret)").text())
                .isEqualTo("x");
    }

    @Property(tries = 1000)
    void nothingLeadsToAHostThatNoPassageNames(@ForAll("attacks") String text) {
        String left = Normalizer.normalize(Hosts.decode(links.remove(text).text()), Normalizer.Form.NFKC);
        assertThat(left.toLowerCase(Locale.ROOT))
                .doesNotContain("href=")
                .doesNotContainPattern("(?<![\\w/])/{2,}evil\\.example")
                .doesNotContainPattern("(^|[\\s(*_~])www\\.evil\\.example(?![a-z])")
                .doesNotContainPattern("\\[[^\\[\\]]*\\]\\([^()]*evil[^()]*\\)");
    }

    @Provide
    Arbitrary<String> attacks() {
        return Arbitraries.of(
                        "https://evil.example/",
                        "//evil.example",
                        "www.evil.example",
                        "[a](",
                        ")",
                        "![",
                        "]",
                        "](",
                        "<",
                        ">",
                        "<a href=",
                        "\"",
                        "'",
                        " ",
                        "\n",
                        "https:",
                        "//",
                        "evil.example",
                        "evil",
                        ".",
                        "example",
                        "\u200B",
                        "&#47;",
                        "\\",
                        "x",
                        "[1]: ",
                        "http",
                        "s",
                        ":",
                        "@",
                        "#",
                        "(",
                        "[",
                        "\u3002",
                        "?q=")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
