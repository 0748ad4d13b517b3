package serai.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static serai.ingest.IngestFixture.PUBLIC;
import static serai.ingest.IngestFixture.REQUEST;
import static serai.ingest.IngestFixture.SECRET;
import static serai.ingest.IngestFixture.named;
import static serai.ingest.IngestFixture.upload;
import static serai.ingest.IngestFixture.writer;
import static serai.ingest.IngestionTest.refuses;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import serai.audit.AuditEvent;
import serai.query.DocumentId;
import serai.query.ProblemType;
import serai.query.Subject;

class DocumentsTest {

    private static final DocumentId SHOWN = new DocumentId("shown");
    private static final DocumentId HIDDEN = new DocumentId("hidden");

    private final IngestFixture ingest = new IngestFixture();

    @BeforeEach
    void store() {
        ingest.ingest(named(upload("a.txt", "text"), "shown", true));
        ingest.ingest(named(upload(writer(3), "b.txt", new byte[] {'b'}, SECRET), "hidden", true));
    }

    @Test
    void findsOnlyWhatTheCallerMayRead() {
        assertThat(ingest.documents.find(writer(1), SHOWN).id()).isEqualTo(SHOWN);
        refuses(ProblemType.NOT_FOUND, () -> ingest.documents.find(writer(1), HIDDEN));
    }

    @Test
    void managingDocumentsIsNoWayToReadThem() {
        Subject operator = new Subject(
                "local", "operator", writer(0).tenant(), Map.of(), Set.of(WriteRights.WRITE, WriteRights.MANAGE));

        refuses(
                ProblemType.NOT_FOUND,
                () -> ingest.documents.relabel(REQUEST, operator, HIDDEN, Map.of("classification", 0)));
        refuses(ProblemType.NOT_FOUND, () -> ingest.documents.delete(REQUEST, operator, HIDDEN));
        assertThat(ingest.documents.find(writer(3), HIDDEN).id()).isEqualTo(HIDDEN);
    }

    @Test
    void relabelsAtOnce() {
        Documents.Changed changed = ingest.documents.relabel(REQUEST, writer(3), SHOWN, SECRET);

        assertThat(changed.document().labels().values()).containsEntry("classification", 3L);
        assertThat(ingest.catalog.followed()).isEqualTo(changed.document().revision());
        assertThat(ingest.audit.events.getLast().kind()).isEqualTo(AuditEvent.Kind.DOCUMENT_RELABELLED);
        refuses(ProblemType.NOT_FOUND, () -> ingest.documents.find(writer(1), SHOWN));
    }

    @Test
    void refusesToRelabelAboveTheRightsOfTheCaller() {
        refuses(ProblemType.FORBIDDEN, () -> ingest.documents.relabel(REQUEST, writer(1), SHOWN, SECRET));
        assertThat(ingest.documents.find(writer(1), SHOWN).labels().values()).containsEntry("classification", 0L);
    }

    @Test
    void refusesIncompleteLabels() {
        refuses(
                ProblemType.INVALID_REQUEST,
                () -> ingest.documents.relabel(REQUEST, writer(1), SHOWN, Map.of("classification", 0)));
    }

    @Test
    void deletesAndPutsItOnRecord() {
        ingest.documents.delete(REQUEST, writer(1), SHOWN);

        refuses(ProblemType.NOT_FOUND, () -> ingest.documents.find(writer(1), SHOWN));
        assertThat(ingest.audit.events.getLast().kind()).isEqualTo(AuditEvent.Kind.DOCUMENT_DELETED);
        assertThat(ingest.catalog.followed()).isEqualTo(ingest.catalog.revision());
    }

    @Test
    void keepsADocumentWhoseDeletionCannotBePutOnRecord() {
        ingest.audit.broken = true;

        refuses(ProblemType.UNAVAILABLE, () -> ingest.documents.delete(REQUEST, writer(1), SHOWN));
        assertThat(ingest.documents.find(writer(1), SHOWN).id()).isEqualTo(SHOWN);
    }

    @Test
    void treatsHiddenDocumentsAsAbsentWhateverTheCallerTries() {
        refuses(ProblemType.NOT_FOUND, () -> ingest.documents.delete(REQUEST, writer(1), HIDDEN));
        refuses(ProblemType.NOT_FOUND, () -> ingest.documents.relabel(REQUEST, writer(1), HIDDEN, PUBLIC));
        ingest.claims.alone(writer(1).tenant(), HIDDEN, () -> {
            refuses(ProblemType.NOT_FOUND, () -> ingest.documents.delete(REQUEST, writer(1), HIDDEN));
            return true;
        });
    }

    @Test
    void refusesChangesWithoutTheScope() {
        Subject reader = new Subject("i", "n", writer(3).tenant(), writer(3).attributes(), Set.of());

        refuses(ProblemType.FORBIDDEN, () -> ingest.documents.delete(REQUEST, reader, SHOWN));
        refuses(ProblemType.FORBIDDEN, () -> ingest.documents.relabel(REQUEST, reader, SHOWN, PUBLIC));
    }
}
