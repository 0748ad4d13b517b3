package serai.audit;

import java.util.Map;
import java.util.regex.Pattern;
import serai.audit.AuditEvent.Kind;
import serai.query.Subject;

/**
 * The part of a record that does not depend on its place in the log.
 *
 * @param request the request id; empty in what the gateway says of itself
 * @param subject a pseudonym of 64 hex digits; empty in what the gateway says of itself
 * @param tenant empty in what the gateway says of itself
 * @param details canonical JSON
 */
record Entry(Kind kind, String request, String subject, String tenant, String details) {

    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9._-]{0,64}");

    Entry {
        if (!REQUEST.matcher(request).matches()) {
            throw new IllegalArgumentException("a request id is at most 64 letters, digits, dots, dashes, underscores");
        }
    }

    static Entry of(AuditEvent event, KeyedHash hash) {
        Subject subject = event.subject();
        return new Entry(
                event.kind(),
                event.request().requestId(),
                hash.of(subject.issuer() + '\n' + subject.name()),
                subject.tenant().value(),
                Details.canonical(event.details()));
    }

    static Entry ofLog(Kind kind, Map<String, Object> details) {
        return new Entry(kind, "", "", "", Details.canonical(Details.copyOf(details)));
    }
}
