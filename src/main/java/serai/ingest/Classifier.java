package serai.ingest;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import serai.access.LabelSchema;
import serai.access.Labels;
import serai.query.ProblemException;
import serai.query.ProblemType;

/**
 * Gives a document its labels: those of the call, and from the preset named by the call those that it leaves open. Where
 * a folder's {@code labels.yaml} is used, its labels come with the call.
 *
 * <p>Nothing is guessed. A document that lacks a label is refused, never taken for public. Safe for use by many threads.
 */
public final class Classifier {

    private final LabelSchema schema;
    private final WriteRights rights;
    private final Map<String, Map<String, String>> presets;

    Classifier(LabelSchema schema, WriteRights rights, Map<String, Map<String, String>> presets) {
        this.schema = schema;
        this.rights = rights;
        this.presets = presets;
    }

    /**
     * The document with its labels.
     *
     * @throws ProblemException {@link ProblemType#INVALID_REQUEST} naming every label that is missing, unknown or of the
     *     wrong type; {@link ProblemType#FORBIDDEN} when the caller may not give these labels
     */
    public LabelledDocument label(ParsedDocument parsed) {
        requireNonNull(parsed, "parsed");
        Upload upload = parsed.upload();
        Map<String, Object> values =
                new HashMap<>(upload.preset().map(this::preset).orElse(Map.of()));
        values.putAll(upload.labels());
        Labels labels = schema.check(values);
        rights.requireWritable(upload.subject(), labels);
        return new LabelledDocument(parsed, labels);
    }

    private Map<String, String> preset(String name) {
        Map<String, String> preset = presets.get(name);
        if (preset == null) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "the preset is not known; add it under serai.ingest.presets, or give the labels themselves");
        }
        return preset;
    }
}
