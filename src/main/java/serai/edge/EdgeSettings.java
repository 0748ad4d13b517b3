package serai.edge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the HTTP surface accepts.
 *
 * @param maxBody the largest body of a question, a search or a label change
 * @param maxUpload the largest body that brings a document
 * @param contract the OpenAPI file served at {@code /openapi.yaml}
 */
@ConfigurationProperties(prefix = "serai.edge", ignoreUnknownFields = false)
public record EdgeSettings(
        @DefaultValue("64KB") DataSize maxBody,
        @DefaultValue("32MB") DataSize maxUpload,
        @DefaultValue("config/openapi.yaml") Path contract) {

    private static final DataSize LEAST = DataSize.ofKilobytes(1);
    private static final DataSize MOST = DataSize.ofMegabytes(512);

    public EdgeSettings {
        List<String> mistakes = new ArrayList<>();
        if (maxBody.compareTo(LEAST) < 0 || maxBody.compareTo(maxUpload) > 0) {
            mistakes.add("serai.edge.max-body must be 1KB to max-upload");
        }
        if (maxUpload.compareTo(LEAST) < 0 || maxUpload.compareTo(MOST) > 0) {
            mistakes.add("serai.edge.max-upload must be 1KB to 512MB");
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
    }
}
