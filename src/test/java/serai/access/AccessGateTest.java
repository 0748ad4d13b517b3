package serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static serai.access.AccessFixture.STANDARD;
import static serai.access.AccessFixture.subject;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serai.audit.AuditEvent;
import serai.audit.AuditReceipt;
import serai.audit.KeyedHash;
import serai.intake.QueryFixture;
import serai.privacy.ScrubbedFixture;
import serai.privacy.ScrubbedQuery;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;
import serai.secrets.Secret;

class AccessGateTest {

    private static final String QUESTION = "When does the caravan leave?";
    private static final Subject MERCHANT = subject(1, List.of("trade"), "samarkand");
    private static final AuditReceipt RECEIPT = new AuditReceipt("receipt-1", 0, "00");

    private final KeyedHash hash =
            new KeyedHash(name -> new Secret("a key for tests".getBytes(StandardCharsets.UTF_8), "1"));
    private final List<AuditEvent> appended = new ArrayList<>();
    private final ScrubbedQuery scrubbed = ScrubbedFixture.scrubbed(QueryFixture.query(MERCHANT, QUESTION));

    @Test
    void carriesWhatTheCallerMayRead() {
        AuthorizedQuery authorized = gate().authorize(scrubbed);

        assertThat(authorized.filter()).isEqualTo(STANDARD.plan(MERCHANT, authorized.environment()));
        assertThat(authorized.environment().now()).isEqualTo(scrubbed.request().receivedAt());
        assertThat(authorized.policyVersion()).isEqualTo(STANDARD.version());
        assertThat(authorized.intent()).isEqualTo(RECEIPT);
    }

    @Test
    void recordsTheIntentWithoutTheQuestion() {
        gate().authorize(scrubbed);

        assertThat(appended)
                .containsExactly(new AuditEvent(
                        AuditEvent.Kind.QUERY_INTENT,
                        scrubbed.request(),
                        MERCHANT,
                        Map.of("question", hash.of(QUESTION), "policy", STANDARD.version(), "entities", Map.of())));
        assertThat(appended.toString()).doesNotContain(QUESTION);
    }

    @Test
    void releasesNothingWithoutADurableRecord() {
        AccessGate gate = new AccessGate(
                STANDARD,
                event -> {
                    throw new ProblemException(ProblemType.UNAVAILABLE, "The audit log cannot be written.");
                },
                hash);

        assertThatThrownBy(() -> gate.authorize(scrubbed)).isInstanceOf(ProblemException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // a route without the step before hands over null
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> gate().authorize(null));
        assertThat(appended).isEmpty();
    }

    private AccessGate gate() {
        return new AccessGate(
                STANDARD,
                event -> {
                    appended.add(event);
                    return RECEIPT;
                },
                hash);
    }
}
