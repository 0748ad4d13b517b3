package serai.ingest;

import java.util.ArrayList;
import java.util.List;
import serai.audit.AuditEvent;
import serai.audit.AuditLog;
import serai.audit.AuditReceipt;
import serai.query.ProblemException;
import serai.query.ProblemType;

/** Records in memory, with the revision of the catalog at which each was made. */
final class FakeAudit implements AuditLog {

    final List<AuditEvent> events = new ArrayList<>();
    final List<Long> revisions = new ArrayList<>();
    boolean broken;

    private final FakeCatalog catalog;

    FakeAudit(FakeCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public AuditReceipt append(AuditEvent event) {
        if (broken) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "the disk is full");
        }
        events.add(event);
        revisions.add(catalog.revision());
        return new AuditReceipt("r" + events.size(), events.size() - 1, "00");
    }
}
