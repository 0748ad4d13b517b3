package serai.privacy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyEvaluationTest {

    @TempDir
    private Path directory = Path.of("");

    private PrivacyEvaluation.Result evaluate(String... lines) throws IOException {
        Path file = directory.resolve("cases.jsonl");
        Files.writeString(file, String.join("\n", lines));
        return PrivacyEvaluation.of(Engines.SHIPPED, file);
    }

    private static Score score(PrivacyEvaluation.Result result, String entity) {
        return requireNonNull(result.entities().get(entity));
    }

    @Test
    void countsExactSpans() throws IOException {
        var result = evaluate(
                "{\"entity\":\"IP_ADDRESS\",\"text\":\"203.0.113.7\",\"spans\":[[0,11]]}",
                "{\"entity\":\"IP_ADDRESS\",\"text\":\"203.0.113.8\",\"spans\":[]}",
                "{\"entity\":\"IP_ADDRESS\",\"text\":\"no address\",\"spans\":[[0,2]]}");
        Score score = score(result, "IP_ADDRESS");
        assertThat(score.precision()).isEqualTo(0.5);
        assertThat(score.recall()).isEqualTo(0.5);
        assertThat(score.f2()).isEqualTo(0.5);
        assertThat(score.leak()).isCloseTo(2.0 / 13, within(1e-9));
        assertThat(score.overMask()).isCloseTo(11.0 / 19, within(1e-9));
        assertThat(result.overall()).isEqualTo(score);
    }

    @Test
    void weighsRecallMoreInF2() {
        Score.Tally tally = new Score.Tally();
        tally.spans(1, 2, 1);
        assertThat(tally.score().f2()).isCloseTo(5.0 / 6, within(1e-9));
    }

    @Test
    void countsCodePoints() throws IOException {
        var result = evaluate("{\"entity\":\"IP_ADDRESS\",\"text\":\"😀 203.0.113.7\",\"spans\":[[2,13]]}");
        assertThat(result.overall().recall()).isEqualTo(1);
        assertThat(result.overall().precision()).isEqualTo(1);
    }

    @Test
    void judgesACaseOfOneEntityOnThatAlone() throws IOException {
        var result = evaluate("{\"entity\":\"IP_ADDRESS\",\"text\":\"guard@inn.example\",\"spans\":[]}");
        assertThat(result.overall().overMask()).isZero();
        assertThat(result.entities()).containsOnlyKeys("IP_ADDRESS");
    }

    @Test
    void judgesACaseOfAllOnEverything() throws IOException {
        var result = evaluate("{\"text\":\"guard@inn.example at 203.0.113.7\",\"spans\":[[21,32,\"IP_ADDRESS\"]]}");
        assertThat(result.overall().precision()).isEqualTo(0.5);
        assertThat(score(result, "EMAIL_ADDRESS").precision()).isZero();
        assertThat(score(result, "IP_ADDRESS").precision()).isEqualTo(1);
    }

    @Test
    void skipsAndCountsEntitiesItDoesNotKnow() throws IOException {
        var result = evaluate(
                "{\"entity\":\"URL\",\"text\":\"http://a\",\"spans\":[[0,8]]}",
                "{\"text\":\"the Gate Guild\",\"spans\":[[4,14,\"ORGANIZATION\"]]}");
        assertThat(result.skipped()).isEqualTo(Map.of("URL", 1, "ORGANIZATION", 1));
        assertThat(result.cases()).isEqualTo(1);
        assertThat(result.overall().leak()).isZero();
    }

    @Test
    void namesTheLineThatIsNoCaseButNotItsText() {
        assertThatThrownBy(() -> evaluate("", "{\"text\":\"secret\",\"spans\":[[0,99,\"PERSON\"]]}"))
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> evaluate("{\"text\":\"secret\",\"spans\":[[0,1]]}"))
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> evaluate("no")).hasMessageContaining("not JSON");
    }
}
