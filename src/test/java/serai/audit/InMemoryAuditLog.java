package serai.audit;

import java.util.ArrayList;
import java.util.List;
import serai.audit.RecordLine.Written;

/** An audit log for tests: remembers the events. */
public final class InMemoryAuditLog implements AuditLog {

    private static final String LOG = "000000000000";

    private final List<AuditEvent> events = new ArrayList<>();
    private String previous = RecordLine.GENESIS;

    @Override
    public synchronized AuditReceipt append(AuditEvent event) {
        Written written =
                RecordLine.write(Entry.of(event, AuditFixture.HASH), AuditFixture.NOW, LOG, events.size(), previous);
        events.add(event);
        previous = written.record().hash();
        return new AuditReceipt("sr-" + LOG + "-" + (events.size() - 1), events.size() - 1L, previous);
    }

    /** What was appended, in order. */
    public synchronized List<AuditEvent> events() {
        return List.copyOf(events);
    }
}
