package serai.edge;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON body that brings a document. */
record NewDocument(
        @Nullable String id,
        @Nullable String title,
        @Nullable String source,
        @Nullable Map<String, Object> labels,
        @Nullable String preset,
        @Nullable String text,
        @Nullable String mediaType,
        @Nullable Boolean replace) {

    static final String EXPECTED = "The body is {\"text\", \"labels\" or \"preset\", and if you like \"id\", \"title\","
            + " \"source\", \"mediaType\", \"replace\"}.";
}
