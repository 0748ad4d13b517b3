package serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static serai.ingest.IngestFixture.PUBLIC;
import static serai.ingest.IngestFixture.REQUEST;
import static serai.ingest.IngestFixture.SECRET;
import static serai.ingest.IngestFixture.named;
import static serai.ingest.IngestFixture.upload;
import static serai.ingest.IngestFixture.writer;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import serai.audit.AuditEvent;
import serai.query.DocumentId;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;

class IngestionTest {

    private final IngestFixture ingest = new IngestFixture();

    @Test
    void storesWhatWasUploadedAndMakesItSearchable() {
        StoredDocument stored = ingest.ingest(upload("rules.md", "# House rules\n\nThe gate closes at sunset."));

        assertThat(stored.unchanged()).isFalse();
        assertThat(stored.document().title()).isEqualTo("House rules");
        assertThat(ingest.catalog
                        .stored(stored.document().id())
                        .passages()
                        .getFirst()
                        .text())
                .isEqualTo("The gate closes at sunset.");
        assertThat(ingest.catalog.followed()).isEqualTo(stored.document().revision());
    }

    @Test
    void embedsPassagesWithTheirTitleAndHeading() {
        ingest.ingest(upload("rules.md", "# House rules\n\n## Animals\n\nCamels sleep in the court."));

        assertThat(ingest.embedder.texts).containsExactly("House rules\nAnimals\nCamels sleep in the court.");
    }

    @Test
    void changesNothingTheSecondTime() {
        StoredDocument first = ingest.ingest(upload("rules.md", "The gate closes at sunset."));
        StoredDocument second = ingest.ingest(upload("rules.md", "The gate closes at sunset."));

        assertThat(second.unchanged()).isTrue();
        assertThat(second.document()).isEqualTo(first.document());
        assertThat(ingest.embedder.texts).hasSize(1);
        assertThat(ingest.audit.events).hasSize(1);
    }

    @Test
    void changesNothingTheSecondTimeAlsoUnderAnIdThatIsNotToBeReplaced() {
        ingest.ingest(named(upload("rules.md", "The gate closes at sunset."), "rules", false));
        StoredDocument second = ingest.ingest(named(upload("rules.md", "The gate closes at sunset."), "rules", false));

        assertThat(second.unchanged()).isTrue();
    }

    @Test
    void storesAgainWhenOnlyTheLabelsChange() {
        ingest.ingest(upload("rules.md", "The gate closes at sunset."));
        StoredDocument second = ingest.ingest(upload(
                writer(1),
                "rules.md",
                "The gate closes at sunset.".getBytes(StandardCharsets.UTF_8),
                Map.of("classification", 1, "departments", "", "restricted_locations", "")));

        assertThat(second.unchanged()).isFalse();
        assertThat(second.document().labels().values()).containsEntry("classification", 1L);
    }

    @Test
    void putsTheChangeOnRecordBeforeItIsMade() {
        ingest.ingest(upload("rules.md", "The gate closes at sunset."));

        assertThat(ingest.audit.events.getFirst().kind()).isEqualTo(AuditEvent.Kind.DOCUMENT_INGESTED);
        assertThat(ingest.audit.revisions).containsExactly(0L);
        assertThat(ingest.audit.events.getFirst().details().toString()).doesNotContain("sunset");
    }

    @Test
    void storesNothingThatCannotBePutOnRecord() {
        ingest.audit.broken = true;

        refuses(ProblemType.UNAVAILABLE, () -> ingest.ingest(upload("rules.md", "The gate closes at sunset.")));
        assertThat(ingest.catalog.revision()).isZero();
    }

    @Test
    void refusesCallersWithoutTheScope() {
        Subject reader = new Subject("i", "n", writer(3).tenant(), writer(3).attributes(), Set.of());

        refuses(ProblemType.FORBIDDEN, () -> ingest.ingest(upload(reader, "a.txt", new byte[] {'a'}, PUBLIC)));
    }

    @Test
    void refusesToWriteAboveTheRightsOfTheCaller() {
        refuses(ProblemType.FORBIDDEN, () -> ingest.ingest(upload(writer(1), "a.txt", new byte[] {'a'}, SECRET)));
        assertThat(ingest.audit.events).isEmpty();
    }

    @Test
    void letsTheOperatorStoreWhatTheOperatorMayNotRead() {
        StoredDocument stored = ingest.ingest(upload(operator(), "a.txt", new byte[] {'a'}, SECRET));

        refuses(
                ProblemType.NOT_FOUND,
                () -> ingest.documents.find(operator(), stored.document().id()));
    }

    @Test
    void neverReplacesADocumentTheCallerMayNotRead() {
        ingest.ingest(named(upload(writer(3), "a.txt", new byte[] {'a'}, SECRET), "plan", true));

        refuses(
                ProblemType.CONFLICT,
                () -> ingest.ingest(named(upload(writer(1), "b.txt", new byte[] {'b'}, PUBLIC), "plan", true)));
        assertThat(ingest.catalog
                        .find(writer(3).tenant(), new DocumentId("plan"))
                        .orElseThrow()
                        .labels()
                        .values())
                .containsEntry("classification", 3L);
    }

    @Test
    void tellsAHiddenDocumentFromAReadableOneByNothing() {
        ingest.ingest(named(upload(writer(3), "a.txt", new byte[] {'a'}, SECRET), "hidden", true));
        ingest.ingest(named(upload(writer(3), "a.txt", new byte[] {'a'}, PUBLIC), "shown", true));

        assertThat(messageOf(() -> ingest.ingest(named(upload("b.txt", "b"), "hidden", false))))
                .isEqualTo(messageOf(() -> ingest.ingest(named(upload("b.txt", "b"), "shown", false))));
    }

    @Test
    void refusesASecondChangeWhileOneRuns() {
        EmbeddedDocument embedded = ingest.embed(named(upload("a.txt", "text"), "plan", true));

        ingest.claims.alone(writer(1).tenant(), new DocumentId("plan"), () -> {
            refuses(ProblemType.CONFLICT, () -> ingest.index.store(embedded));
            return true;
        });
        assertThat(ingest.index.store(embedded).unchanged()).isFalse();
    }

    @Test
    void refusesToKeepAStaleUnchanged() {
        ingest.ingest(named(upload("a.txt", "text"), "plan", true));
        EmbeddedDocument unchanged = ingest.embed(named(upload("a.txt", "text"), "plan", true));
        ingest.documents.delete(REQUEST, writer(1), new DocumentId("plan"));

        refuses(ProblemType.CONFLICT, () -> ingest.index.store(unchanged));
    }

    static Subject operator() {
        return new Subject(
                "local", "operator", writer(0).tenant(), Map.of(), Set.of(WriteRights.WRITE, WriteRights.MANAGE));
    }

    static void refuses(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }

    private static String messageOf(Runnable call) {
        AtomicReference<String> message = new AtomicReference<>("");
        assertThatThrownBy(call::run).satisfies(e -> message.set(String.valueOf(e.getMessage())));
        return message.get();
    }
}
