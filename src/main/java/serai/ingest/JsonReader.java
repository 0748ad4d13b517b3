package serai.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * JSON: each element of the outermost list or object becomes one paragraph of {@code name: value} lines, so that a record
 * stays together. A string named {@code title} at the top is the title.
 */
final class JsonReader implements FormatReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1_000_000)
                    .maxNumberLength(200)
                    .maxNameLength(1_000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Override
    public void read(byte[] content, Outline outline) throws IOException, UnreadableDocumentException {
        String text = Utf8.decode(content);
        try (JsonParser json = JSON.createParser(text)) {
            new Records(json, outline).read();
            if (json.nextToken() != null) {
                throw new UnreadableDocumentException("the JSON goes on after its end; send one value");
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableDocumentException("the JSON is damaged, nested more than 64 deep or repeats a name");
        }
    }

    /** Walks the tokens without recursion. */
    private static final class Records {

        private final JsonParser json;
        private final Outline outline;
        private final Deque<String> path = new ArrayDeque<>();
        private final StringBuilder block = new StringBuilder();

        Records(JsonParser json, Outline outline) {
            this.json = json;
            this.outline = outline;
        }

        void read() throws IOException {
            int depth = 0;
            do {
                JsonToken token = json.nextToken();
                if (token == null) {
                    return;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token.isStructStart()) {
                    path.addLast(name());
                } else if (token.isStructEnd()) {
                    path.removeLast();
                } else if (token.isScalarValue()) {
                    value(token, depth);
                }
                if (depth <= 1 && token != JsonToken.FIELD_NAME) {
                    flush();
                }
            } while (depth > 0);
            flush();
        }

        private void value(JsonToken token, int depth) throws IOException {
            String text = token == JsonToken.VALUE_NULL ? "" : json.getText().strip();
            if (depth == 1 && "title".equals(json.currentName()) && token == JsonToken.VALUE_STRING) {
                outline.title(text);
            } else if (!text.isEmpty()) {
                String label = label();
                block.append(block.isEmpty() ? "" : "\n")
                        .append(label.isEmpty() ? "" : label + ": ")
                        .append(text);
            }
        }

        private String label() throws IOException {
            StringBuilder label = new StringBuilder();
            path.stream()
                    .filter(part -> !part.isEmpty())
                    .forEach(part -> label.append(part).append(' '));
            String name = json.currentName();
            return label.append(name == null ? "" : name.replace('_', ' '))
                    .toString()
                    .strip();
        }

        private String name() throws IOException {
            String name = json.getParsingContext().getParent() == null
                    ? null
                    : json.getParsingContext().getParent().getCurrentName();
            return name == null ? "" : name.replace('_', ' ');
        }

        private void flush() {
            outline.paragraph(block.toString());
            block.setLength(0);
        }
    }
}
