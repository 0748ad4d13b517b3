package serai.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads privacy rules; a file with mistakes is refused as a whole, and every mistake is named. */
final class PrivacyRulesFile {

    private static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_REGEX = 500;
    private static final Set<String> KEYS = Set.of("entities", "patterns", "phone-regions");
    private static final Set<String> PATTERN_KEYS = Set.of("entity", "regex", "action");

    private final List<String> mistakes = new ArrayList<>();
    private final Map<String, Action> actions = new LinkedHashMap<>();
    private final Map<String, Pattern> patterns = new LinkedHashMap<>();
    private List<String> phoneRegions = PrivacyRules.PHONE_REGIONS;

    private PrivacyRulesFile() {}

    /** @throws IllegalArgumentException naming the file, each mistake and its remedy */
    static PrivacyRules read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read the privacy rules " + file + "; create the file or point serai.privacy.file elsewhere",
                    e);
        }
        return parse(text, file.toString());
    }

    /** @param name what to call the text in messages */
    static PrivacyRules parse(String yaml, String name) {
        PrivacyRulesFile file = new PrivacyRulesFile();
        try {
            file.readRoot(new YAMLMapper().readTree(yaml));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            file.mistakes.add("it is not YAML: line " + e.getLocation().getLineNr());
        }
        if (!file.mistakes.isEmpty()) {
            throw new IllegalArgumentException(
                    "privacy rules " + name + ":\n  - " + String.join("\n  - ", file.mistakes));
        }
        return new PrivacyRules(file.actions, file.patterns, file.phoneRegions);
    }

    private void readRoot(JsonNode root) {
        if (!root.isObject()) {
            mistakes.add("the file must be a mapping with the keys " + sorted(KEYS));
            return;
        }
        refuseUnknown("", root, KEYS);
        readEntities(root.path("entities"));
        readPatterns(root.path("patterns"));
        readRegions(root.path("phone-regions"));
    }

    private void refuseUnknown(String where, JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                mistakes.add("unknown key '" + where + key + "'; known are " + sorted(known));
            }
        });
    }

    private void readEntities(JsonNode entities) {
        if (!entities.isObject()) {
            mistakes.add("'entities' must map each of " + PrivacyRules.BUILT_IN + " to an action: " + actionNames());
            return;
        }
        refuseUnknown("entities.", entities, Set.copyOf(PrivacyRules.BUILT_IN));
        for (String entity : PrivacyRules.BUILT_IN) {
            readAction("entities." + entity, entities.path(entity), entity);
        }
    }

    private void readAction(String where, JsonNode value, String entity) {
        String name = value.asText("");
        for (Action action : Action.values()) {
            if (action.name().toLowerCase(Locale.ROOT).equals(name)) {
                actions.put(entity, action);
                return;
            }
        }
        String what = value.isMissingNode() ? " is missing" : " is '" + name + "'";
        mistakes.add("'" + where + "'" + what + "; give one of " + actionNames());
    }

    private void readPatterns(JsonNode list) {
        if (!list.isMissingNode() && !list.isArray()) {
            mistakes.add("'patterns' must be a list of mappings with the keys " + sorted(PATTERN_KEYS));
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            readPattern("patterns[" + i + "].", list.get(i));
        }
    }

    private void readPattern(String where, JsonNode node) {
        refuseUnknown(where, node, PATTERN_KEYS);
        String entity = node.path("entity").asText("");
        if (!NAME.matcher(entity).matches() || entity.length() > LONGEST_NAME) {
            mistakes.add("'" + where + "entity' is '" + entity + "'; give a name such as PROJECT_CODE, at most "
                    + LONGEST_NAME + " capitals, digits and underscores");
        } else if (actions.containsKey(entity) || PrivacyRules.BUILT_IN.contains(entity)) {
            mistakes.add("'" + where + "entity' is '" + entity + "', which exists already; choose another name");
        } else {
            readAction(where + "action", node.path("action"), entity);
            readRegex(where + "regex", node.path("regex").asText(""), entity);
        }
    }

    private void readRegex(String where, String regex, String entity) {
        try {
            Pattern pattern = Pattern.compile(regex);
            if (regex.isEmpty() || regex.length() > LONGEST_REGEX || pattern.matches("")) {
                mistakes.add("'" + where + "' must have 1-" + LONGEST_REGEX + " characters and not match nothing");
            }
            patterns.put(entity, pattern);
        } catch (PatternSyntaxException e) {
            mistakes.add("'" + where + "' is no RE2 pattern (" + e.getDescription()
                    + "); RE2 has no look-around and no back-references");
        }
    }

    private void readRegions(JsonNode list) {
        if (list.isMissingNode()) {
            return;
        }
        List<String> codes = new ArrayList<>();
        list.forEach(node -> codes.add(node.asText("")));
        for (String code : codes) {
            if (!PhoneDetector.isRegion(code)) {
                mistakes.add("'phone-regions' has '" + code + "'; give ISO 3166 codes, such as GB (not UK)");
            }
        }
        if (codes.isEmpty()) {
            mistakes.add("'phone-regions' must be a list of at least one ISO 3166 code, such as [US, GB]");
        }
        phoneRegions = codes;
    }

    private static String actionNames() {
        return Arrays.stream(Action.values())
                .map(a -> a.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
