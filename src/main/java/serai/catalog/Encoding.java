package serai.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import serai.access.Labels;
import serai.catalog.NewDocument.NewPassage;
import serai.privacy.PiiSpan;
import serai.query.DocumentId;
import serai.query.Tenant;

/** The bytes of what is sealed: numbers in big-endian order, texts as UTF-8 after their length in bytes. */
final class Encoding {

    private Encoding() {}

    /** What is known of a document besides its labels. */
    record Header(String title, String source, String contentHash, int passages, Instant storedAt) {

        DocumentRecord record(Tenant tenant, DocumentId id, Labels labels, long revision) {
            return new DocumentRecord(tenant, id, title, source, contentHash, labels, passages, revision, storedAt);
        }
    }

    /** What a passage says. */
    record Text(String heading, String text, List<PiiSpan> personalData) {}

    static byte[] encode(Header header) {
        return new Output()
                .text(header.title())
                .text(header.source())
                .text(header.contentHash())
                .number(header.passages())
                .longNumber(header.storedAt().toEpochMilli())
                .bytes();
    }

    static Header header(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Header(text(in), text(in), text(in), in.getInt(), Instant.ofEpochMilli(in.getLong()));
    }

    static byte[] encode(NewPassage passage) {
        Output out = new Output()
                .text(passage.heading())
                .text(passage.text())
                .number(passage.personalData().size());
        for (PiiSpan span : passage.personalData()) {
            out.text(span.entity())
                    .number(span.start())
                    .number(span.end())
                    .longNumber(Double.doubleToLongBits(span.score()));
        }
        return out.bytes();
    }

    static Text passage(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Text(text(in), text(in), spans(in));
    }

    static byte[] encode(Embedding vector) {
        float[] components = vector.vector();
        ByteBuffer out = ByteBuffer.allocate(components.length * Float.BYTES);
        out.asFloatBuffer().put(components);
        return out.array();
    }

    static Embedding vector(byte[] bytes) {
        float[] components = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(components);
        return new Embedding(components);
    }

    private static List<PiiSpan> spans(ByteBuffer in) {
        int count = in.getInt();
        List<PiiSpan> spans = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            spans.add(new PiiSpan(text(in), in.getInt(), in.getInt(), in.getDouble()));
        }
        return spans;
    }

    private static String text(ByteBuffer in) {
        byte[] utf8 = new byte[in.getInt()];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
