package serai.privacy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.secrets.Secrets;

/** Finds personal data and does with each value what the rules say for its entity. Safe for use by many threads. */
public final class PrivacyEngine {

    /** The name of the secret that keys the action {@code hmac}. */
    public static final String HMAC_SECRET = "privacy-hmac";

    private static final int HMAC_BYTES = 8;

    private final PiiFinder finder;
    private final Map<String, Action> actions;
    private final Secrets secrets;

    PrivacyEngine(PrivacyRules rules, PiiFinder finder, Secrets secrets) {
        this.finder = finder;
        this.actions = rules.actions();
        this.secrets = secrets;
    }

    /**
     * An engine with the rules of a file.
     *
     * @param allowed the longest time one text may take
     * @throws IllegalArgumentException naming every mistake of the file
     */
    public static PrivacyEngine of(Path file, Duration allowed, Secrets secrets) {
        return of(PrivacyRulesFile.read(file), allowed, secrets);
    }

    static PrivacyEngine of(PrivacyRules rules, Duration allowed, Secrets secrets) {
        return new PrivacyEngine(rules, new PiiFinder(rules.detector(), allowed, System::nanoTime), secrets);
    }

    /** The entities the engine finds. */
    public Set<String> entities() {
        return actions.keySet();
    }

    /**
     * The personal data of a text: disjoint spans by position, without those of entities that are allowed.
     *
     * @throws ProblemException when the text takes too much work; it must not be used unmasked then
     */
    public List<PiiSpan> find(String text) {
        return finder.find(text, entity -> actions.getOrDefault(entity, Action.REDACT) != Action.ALLOW);
    }

    /** The spans of one entity, whatever its action and whatever else is there; for evaluation. */
    List<PiiSpan> find(String text, String entity) {
        return finder.find(text, entity::equals);
    }

    /** The spans of all entities, whatever their actions; for evaluation. */
    List<PiiSpan> findAll(String text) {
        return finder.find(text, entity -> true);
    }

    /**
     * Refuses a text with personal data that the rules reject.
     *
     * @throws ProblemException {@link ProblemType#INVALID_REQUEST} naming the entities, never a value
     */
    public void refuseRejected(List<PiiSpan> spans) {
        List<String> rejected = spans.stream()
                .map(PiiSpan::entity)
                .filter(entity -> actions.get(entity) == Action.REJECT)
                .distinct()
                .sorted()
                .toList();
        if (!rejected.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The text holds personal data that must not be sent: " + String.join(", ", rejected)
                            + ". Leave it out and ask again.");
        }
    }

    /**
     * The text as a model may see it. A value of a rejected entity is taken out.
     *
     * @param spans as {@link #find} gives them for this text
     */
    public String mask(String text, List<PiiSpan> spans, PlaceholderVault vault) {
        StringBuilder masked = new StringBuilder(text.length() + 16 * spans.size());
        int at = 0;
        for (PiiSpan span : spans) {
            if (span.start() < at || span.end() > text.length()) {
                throw new IllegalArgumentException("spans must be disjoint, in order and within the text");
            }
            masked.append(escape(text.substring(at, span.start()), vault));
            masked.append(replacement(span.entity(), text.substring(span.start(), span.end()), vault));
            at = span.end();
        }
        return masked.append(escape(text.substring(at), vault)).toString();
    }

    /** An empty vault for one conversation or request. */
    public PlaceholderVault newVault() {
        return new ConversationVault();
    }

    /** Input that looks like a placeholder becomes a value of one, or restoring would put a foreign value there. */
    private static String escape(String text, PlaceholderVault vault) {
        return text.indexOf('_') < 0
                ? text
                : Placeholders.LOOKALIKE
                        .matcher(text)
                        .replaceAll(literal ->
                                Matcher.quoteReplacement(vault.placeholder(Placeholders.LITERAL, literal.group())));
    }

    private String replacement(String entity, String value, PlaceholderVault vault) {
        return switch (actions.getOrDefault(entity, Action.REDACT)) {
            case PLACEHOLDER -> vault.placeholder(entity, value);
            case MASK -> value.replaceAll("[\\p{L}\\p{N}]", "*");
            case REDACT, REJECT -> "";
            case HMAC -> "[" + entity + ":" + hmac(entity, value) + "]";
            case ALLOW -> value;
        };
    }

    private String hmac(String entity, String value) {
        byte[] input = (entity + "\0" + NormalizedText.of(value).text()).getBytes(StandardCharsets.UTF_8);
        return secrets.get(HMAC_SECRET).use(key -> HexFormat.of().formatHex(mac(key, input), 0, HMAC_BYTES));
    }

    private static byte[] mac(byte[] key, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks HmacSHA256", e);
        }
    }
}
