package serai.model;

import java.util.List;
import java.util.Map;
import serai.audit.AuditReceipt;
import serai.query.DocumentId;
import serai.query.RequestContext;

/** Last stages for tests of what follows them. */
public final class AnswerFixture {

    private static final AuditReceipt RECEIPT = new AuditReceipt("receipt-1", 1, "00");

    private AnswerFixture() {}

    public static Answer answer(RequestContext request, String text) {
        return new Answer(request, text, citations(1), Map.of("PERSON", 1), RECEIPT);
    }

    public static Findings findings(RequestContext request, int passages) {
        return new Findings(request, citations(passages), RECEIPT);
    }

    private static List<Citation> citations(int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(n -> new Citation(n, new DocumentId("rules"), "House rules", "rules.md", "Camels rest here."))
                .toList();
    }
}
