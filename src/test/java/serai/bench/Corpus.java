package serai.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import serai.access.LabelSchema;
import serai.access.Labels;
import serai.catalog.Catalog;
import serai.catalog.Embedding;
import serai.catalog.NewDocument;
import serai.catalog.NewDocument.NewPassage;
import serai.privacy.PiiSpan;
import serai.query.DocumentId;
import serai.query.Tenant;
import serai.retrieval.Embedder;
import serai.retrieval.IndexFollower;

/**
 * Generated documents around the subjects of generated questions. Of the demo's users {@code guest} may read 1 %,
 * {@code merchant} 10 % and {@code keeper} all.
 *
 * <p>Passages get vectors near that of a subject, because embedding a hundred thousand would take an hour.
 */
final class Corpus {

    static final List<String> SUBJECTS = List.of(
            "water for the camels",
            "the price of silk",
            "wages of the night guard",
            "the road through the desert",
            "letters from the governor",
            "the treasury of the house",
            "bread and lamp oil",
            "the well in the courtyard",
            "a caravan to Samarkand",
            "customs at the western gate",
            "horses from Ferghana",
            "the winter stores",
            "a dispute over saddles",
            "guests from Bukhara",
            "repairs of the roof",
            "the weight of silver");

    private static final Tenant TENANT = new Tenant("demo");
    private static final int PASSAGES = 20;
    private static final String PERSON = "Ibn Battuta";

    private final Catalog catalog;
    private final IndexFollower index;
    private final LabelSchema schema;
    private final List<float[]> subjects;
    private final Random random = new Random(11);

    Corpus(Catalog catalog, IndexFollower index, LabelSchema schema, Embedder embedder) {
        this.catalog = catalog;
        this.index = index;
        this.schema = schema;
        this.subjects = SUBJECTS.stream()
                .map(subject ->
                        embedder.embed("What is known of " + subject + "?").vector())
                .toList();
    }

    /** Adds documents until there are so many passages. */
    void growTo(int passages) {
        long revision = 0;
        for (int number = catalog.documents(TENANT).size(); number < passages / PASSAGES; number++) {
            revision = catalog.save(document(number)).revision();
        }
        index.awaitRevision(revision);
    }

    private NewDocument document(int number) {
        int subject = number % SUBJECTS.size();
        List<NewPassage> passages = new ArrayList<>();
        for (int ordinal = 0; ordinal < PASSAGES; ordinal++) {
            String text = text(subject);
            int person = text.indexOf(PERSON);
            passages.add(new NewPassage(
                    "Part " + ordinal,
                    text,
                    List.of(new PiiSpan("PERSON", person, person + PERSON.length(), 0.9)),
                    near(subjects.get(subject))));
        }
        return new NewDocument(
                TENANT,
                new DocumentId("paper-" + number),
                "Paper " + number,
                "generated/" + number + ".md",
                "%064x".formatted(number),
                labels(number),
                passages);
    }

    private Labels labels(int number) {
        int part = number % 100;
        long classification = part == 0 ? 0 : part < 10 ? 1 : 2;
        List<String> departments = part == 0 ? List.of() : List.of(part < 10 ? "trade" : "hr");
        return schema.check(Map.of(
                "classification", classification, "departments", departments, "restricted_locations", List.of()));
    }

    private String text(int subject) {
        StringBuilder text = new StringBuilder("The book of the house says of " + SUBJECTS.get(subject) + ": ");
        for (int sentence = 0; sentence < 10; sentence++) {
            text.append("The keeper counted ")
                    .append(random.nextInt(1_000))
                    .append(" loads and spoke of ")
                    .append(SUBJECTS.get(random.nextInt(SUBJECTS.size())))
                    .append(". ");
        }
        return text.append(PERSON).append(" saw it.").toString();
    }

    private Embedding near(float[] centre) {
        float[] vector = new float[centre.length];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = centre[i] + (float) random.nextGaussian() * 0.03f;
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return new Embedding(vector);
    }
}
