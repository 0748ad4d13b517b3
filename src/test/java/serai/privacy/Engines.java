package serai.privacy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import serai.secrets.Secret;

/** Engines for tests: with the shipped rules, or with one entity treated differently. */
final class Engines {

    static final PrivacyRules RULES = PrivacyRulesFile.read(Path.of("config/privacy.yaml"));
    static final PrivacyEngine SHIPPED = engine(RULES);

    private Engines() {}

    static PrivacyEngine with(String entity, Action action) {
        Map<String, Action> actions = new HashMap<>(RULES.actions());
        actions.put(entity, action);
        return engine(new PrivacyRules(actions, RULES.patterns(), RULES.phoneRegions()));
    }

    private static PrivacyEngine engine(PrivacyRules rules) {
        Secret key = new Secret("a test key".getBytes(StandardCharsets.UTF_8), "1");
        return PrivacyEngine.of(rules, Duration.ofMinutes(1), name -> key);
    }

    /** The values of one entity, judged alone. */
    static List<String> values(String entity, String text) {
        return SHIPPED.find(text, entity).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }
}
