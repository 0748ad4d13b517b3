package serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static serai.ingest.IngestFixture.SECRET;
import static serai.ingest.IngestFixture.preset;
import static serai.ingest.IngestFixture.upload;
import static serai.ingest.IngestFixture.writer;
import static serai.ingest.IngestionTest.refuses;

import java.util.Map;
import org.junit.jupiter.api.Test;
import serai.access.Labels;
import serai.query.ProblemType;

class ClassifierTest {

    private final IngestFixture ingest = new IngestFixture();

    @Test
    void takesTheLabelsOfTheCall() {
        NewUpload secret = upload(writer(3), "a.txt", new byte[] {'a'}, SECRET);

        assertThat(label(secret).values()).containsEntry("classification", 3L);
    }

    @Test
    void fillsWhatTheCallLeavesOpenFromThePreset() {
        NewUpload internal = preset(upload("a.txt", "a"), "public", Map.of("classification", "1"));

        assertThat(label(internal).values()).containsEntry("classification", 1L).containsKey("departments");
    }

    @Test
    void refusesIncompleteLabels() {
        refuses(
                ProblemType.INVALID_REQUEST,
                () -> label(upload(writer(3), "a.txt", new byte[] {'a'}, Map.of("classification", 0))));
    }

    @Test
    void refusesUnknownPresetsWithoutQuotingThem() {
        assertThatThrownBy(() -> label(preset(upload("a.txt", "a"), "topsecret", Map.of())))
                .hasMessageContaining("serai.ingest.presets")
                .hasMessageNotContaining("topsecret");
    }

    @Test
    void refusesNull() {
        assertThatThrownBy(() -> ingest.classifier.label(none())).isInstanceOf(NullPointerException.class);
    }

    /** What reaches a bean of a route when the body is empty. */
    @SuppressWarnings("NullAway")
    private static ParsedDocument none() {
        return null;
    }

    private Labels label(NewUpload upload) {
        return ingest.classifier
                .label(ingest.parser.parse(ingest.uploads.receive(upload)))
                .labels();
    }
}
