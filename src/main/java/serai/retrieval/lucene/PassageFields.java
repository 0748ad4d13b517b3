package serai.retrieval.lucene;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import serai.access.Labels;
import serai.catalog.PassageRef;
import serai.query.DocumentId;
import serai.query.Tenant;

/** How a passage is laid out in the index: one Lucene document with its vector, its name and its labels. */
final class PassageFields {

    static final String VECTOR = "vector";
    static final String REF = "ref";

    private static final String DOCUMENT = "document";
    private static final String LABELLED = "labelled";
    private static final String EMPTY = "empty";
    private static final String LABEL = "label.";

    private PassageFields() {}

    static Document passage(Tenant tenant, PassageRef ref, float[] vector, Labels labels) {
        Document passage = new Document();
        passage.add(new StringField(DOCUMENT, ref.document().value(), Store.NO));
        passage.add(new BinaryDocValuesField(REF, new BytesRef(ref.document() + "/" + ref.ordinal())));
        passage.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        passage.add(new StringField(LABELLED, mark(tenant, labels.schemaVersion()), Store.NO));
        labels.values().forEach((label, value) -> addLabel(passage, label, value));
        return passage;
    }

    private static void addLabel(Document passage, String label, Object value) {
        switch (value) {
            case Long number -> passage.add(new LongField(LABEL + label, number, Store.NO));
            case List<?> values -> addValues(passage, label, values);
            default -> passage.add(new StringField(LABEL + label, value.toString(), Store.NO));
        }
    }

    private static void addValues(Document passage, String label, List<?> values) {
        if (values.isEmpty()) {
            passage.add(new StringField(EMPTY, label, Store.NO));
        }
        values.forEach(value -> passage.add(new StringField(LABEL + label, value.toString(), Store.NO)));
    }

    static PassageRef ref(BytesRef value) {
        String ref = new String(value.bytes, value.offset, value.length, StandardCharsets.UTF_8);
        int slash = ref.lastIndexOf('/');
        return new PassageRef(new DocumentId(ref.substring(0, slash)), Integer.parseInt(ref.substring(slash + 1)));
    }

    /** Every passage of a document. */
    static Term document(DocumentId document) {
        return new Term(DOCUMENT, document.value());
    }

    /** Every passage of a tenant whose labels are complete under a schema: one term demands both. */
    static Term labelled(Tenant tenant, String schemaVersion) {
        return new Term(LABELLED, mark(tenant, schemaVersion));
    }

    /** Every passage whose label has no value: the absence of a term would also match what was never labelled. */
    static Term empty(String label) {
        return new Term(EMPTY, label);
    }

    static String label(String label) {
        return LABEL + label;
    }

    private static String mark(Tenant tenant, String schemaVersion) {
        return tenant + "/" + schemaVersion;
    }
}
