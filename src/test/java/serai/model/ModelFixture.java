package serai.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import serai.access.AuthorizedQuery;
import serai.access.AuthorizedQueryFixture;
import serai.access.Environment;
import serai.access.LabelsFixture;
import serai.access.ResourceFilter;
import serai.audit.AuditEvent;
import serai.audit.AuditLog;
import serai.audit.AuditReceipt;
import serai.audit.KeyedHash;
import serai.catalog.DocumentRecord;
import serai.catalog.Passage;
import serai.catalog.PassageRef;
import serai.intake.QueryFixture;
import serai.privacy.PiiSpan;
import serai.privacy.PlaceholderVault;
import serai.privacy.ScrubbedFixture;
import serai.query.DocumentId;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;
import serai.query.Tenant;
import serai.retrieval.GroundedPrompt;
import serai.retrieval.GroundedPromptFixture;
import serai.secrets.Secret;

/** Prompts, and what surrounds a model, for tests. */
final class ModelFixture {

    private static final Subject SUBJECT =
            new Subject("https://issuer.example", "keeper", new Tenant("demo"), Map.of(), Set.of());

    /** When every question of these tests arrives. */
    static final Instant NOW = QueryFixture.query(SUBJECT, "When?").request().receivedAt();

    static final KeyedHash HASH = new KeyedHash(name -> new Secret("key".getBytes(StandardCharsets.UTF_8), "1"));

    /** Finds e-mail addresses and the travellers of the samples. */
    static final PersonalData DETECTOR = text -> {
        List<PiiSpan> spans = new ArrayList<>();
        Matcher matcher = Pattern.compile(
                        "[\\w.]+@[\\w.]+\\w|Ibn Battuta|Zhang Qian|Marco Polo|\\+?\\d[\\d ()-]{8,}\\d")
                .matcher(text);
        while (matcher.find()) {
            String entity = matcher.group().contains("@") ? "EMAIL_ADDRESS" : "PERSON";
            spans.add(new PiiSpan(entity, matcher.start(), matcher.end(), 1));
        }
        return spans;
    };

    static final Masker MASKER = (text, spans, vault) -> {
        StringBuilder masked = new StringBuilder();
        int from = 0;
        for (PiiSpan span : spans) {
            masked.append(text, from, span.start());
            masked.append(vault.placeholder(span.entity(), text.substring(span.start(), span.end())));
            from = span.end();
        }
        return masked.append(text.substring(from)).toString();
    };

    private ModelFixture() {}

    static ModelSettings settings(String name, Map<String, ModelSettings.Model> models) {
        return new ModelSettings(name, "classification", 24_000, 16_000, models);
    }

    /** A question and passages, masked and detected as the gateway would. */
    static GroundedPrompt prompt(String question, Passage... passages) {
        PlaceholderVault vault = new Vault();
        String masked = MASKER.mask(question, DETECTOR.find(question), vault);
        AuthorizedQuery authorized = AuthorizedQueryFixture.authorized(
                ScrubbedFixture.scrubbed(QueryFixture.query(SUBJECT, question), masked, vault, Map.of()),
                new ResourceFilter(new ResourceFilter.All(), "1"),
                new Environment(NOW));
        return GroundedPromptFixture.prompt(authorized, List.of(passages));
    }

    static Draft draft(GroundedPrompt prompt, String text) {
        return new Draft(prompt, prompt.passages(), "openai", text);
    }

    static Passage passage(String document, String text) {
        return passage(document, text, Map.of("classification", 1L));
    }

    static Passage passage(String document, String text, Map<String, Object> labels) {
        DocumentRecord stored = new DocumentRecord(
                new Tenant("demo"),
                new DocumentId(document),
                "The " + document,
                document + ".md",
                "00",
                LabelsFixture.labels("1", labels),
                1,
                1,
                NOW);
        return new Passage(new PassageRef(new DocumentId(document), 0), stored, "", text, DETECTOR.find(text));
    }

    /** Remembers what was appended, or fails. */
    static final class Audit implements AuditLog {

        final List<AuditEvent> events = new ArrayList<>();
        private final boolean broken;

        Audit(boolean broken) {
            this.broken = broken;
        }

        @Override
        public AuditReceipt append(AuditEvent event) {
            if (broken) {
                throw new ProblemException(ProblemType.UNAVAILABLE, "the audit log cannot be written");
            }
            events.add(event);
            return new AuditReceipt("receipt-" + events.size(), events.size(), "00");
        }
    }

    /** Numbers values by entity. */
    static final class Vault implements PlaceholderVault {

        private final Map<String, String> placeholders = new HashMap<>();

        @Override
        public String placeholder(String entity, String value) {
            return placeholders.computeIfAbsent(value, unseen -> "<" + entity + "_" + (placeholders.size() + 1) + ">");
        }

        @Override
        public String restore(String text) {
            String restored = text;
            for (Map.Entry<String, String> entry : placeholders.entrySet()) {
                restored = restored.replace(entry.getValue(), entry.getKey());
            }
            return restored;
        }
    }
}
