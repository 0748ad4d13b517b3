package serai.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import serai.query.Sha256;

/** Reads a policy file, noting every mistake. For one thread and one file. */
final class PolicyReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern RULE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Set<String> RESERVED_RULES = Set.of(Policy.DEFAULT_DENY, Policy.LABEL_SCHEMA);
    private static final int MAX_NAMES = 64;
    private static final int MAX_RULES = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String file;
    private final Mistakes mistakes;

    PolicyReader(Path file, Mistakes mistakes) {
        this.file = file.toString();
        this.mistakes = mistakes;
    }

    PolicyText read(byte[] bytes) {
        JsonNode root = YamlFile.tree(file, bytes);
        YamlFile.refuseUnknown(root, List.of("tenant", "attributes", "labels", "rules"), "top level", mistakes);
        String tenant =
                text(root, "tenant", "top level", "name the claim that holds the tenant, such as tenant: tenant");
        Map<String, Attribute> attributes = attributes(root.path("attributes"), tenant);
        Map<String, LabelType> labels = labels(root.path("labels"));
        return new PolicyText(file, Sha256.hex(bytes), tenant, attributes, labels, rules(root.path("rules")));
    }

    private Map<String, Attribute> attributes(JsonNode section, String tenantClaim) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (var entry : entries(section, "attributes")) {
            String place = "attribute '" + entry.getKey() + "'";
            attribute(place, entry.getKey(), entry.getValue(), tenantClaim)
                    .ifPresent(attribute -> attributes.put(attribute.name(), attribute));
        }
        return attributes;
    }

    private Optional<Attribute> attribute(String place, String name, JsonNode node, String tenantClaim) {
        YamlFile.refuseUnknown(node, List.of("type", "claim", "default"), place, mistakes);
        checkName(place, name);
        String claim = text(node, "claim", place, "name the claim it comes from, such as claim: " + name);
        if (claim.equals(tenantClaim)) {
            mistakes.add(place, "comes from the tenant claim; a tenant is a separate index and never part of a rule");
        }
        return type(node.path("type"), place)
                .map(type -> new Attribute(name, type, claim, fallback(node.path("default"), type, place)));
    }

    private Optional<Object> fallback(JsonNode node, LabelType type, String place) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        Optional<Object> value =
                Optional.ofNullable(JSON.convertValue(node, Object.class)).flatMap(raw -> ValueReader.typed(type, raw));
        if (value.isEmpty()) {
            mistakes.add(place, "the default is not of type " + type.keyword() + "; give a value of that type");
        }
        return value;
    }

    private Map<String, LabelType> labels(JsonNode section) {
        Map<String, LabelType> labels = new LinkedHashMap<>();
        for (var entry : entries(section, "labels")) {
            String place = "label '" + entry.getKey() + "'";
            checkName(place, entry.getKey());
            type(entry.getValue(), place).ifPresent(type -> labels.put(entry.getKey(), type));
        }
        return labels;
    }

    private List<Rule> rules(JsonNode section) {
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (!section.isArray() || section.isEmpty() || section.size() > MAX_RULES) {
            mistakes.add(
                    "rules", "must be a list of 1 to " + MAX_RULES + " rules, each with name and permit or forbid");
            return rules;
        }
        for (JsonNode node : section) {
            rule(node, "rule " + (rules.size() + 1), names).ifPresent(rules::add);
        }
        if (rules.stream().noneMatch(rule -> rule.effect() == Rule.Effect.PERMIT)) {
            mistakes.add("rules", "no rule permits anything; add a rule with permit:");
        }
        return rules;
    }

    private Optional<Rule> rule(JsonNode node, String position, Set<String> names) {
        String name = text(node, "name", position, "give the rule a name, such as name: clearance");
        String place = name.isEmpty() ? position : "rule '" + name + "'";
        YamlFile.refuseUnknown(node, List.of("name", "permit", "forbid"), place, mistakes);
        if (!name.isEmpty() && (!RULE_NAME.matcher(name).matches() || RESERVED_RULES.contains(name))) {
            mistakes.add(
                    place,
                    "a rule name is 1-64 lower-case letters, digits and dashes, starting with a letter, and not "
                            + "default-deny or label-schema");
        }
        if (!name.isEmpty() && !names.add(name)) {
            mistakes.add(place, "the name is used twice; give each rule its own name");
        }
        if (node.has("permit") == node.has("forbid")) {
            mistakes.add(place, "needs either permit: or forbid: with a CEL expression");
            return Optional.empty();
        }
        Rule.Effect effect = node.has("permit") ? Rule.Effect.PERMIT : Rule.Effect.FORBID;
        String key = effect == Rule.Effect.PERMIT ? "permit" : "forbid";
        return Optional.of(
                new Rule(name, effect, text(node, key, place, "write a CEL expression; quote true and false")));
    }

    private Set<Map.Entry<String, JsonNode>> entries(JsonNode section, String place) {
        if (!section.isObject() || section.isEmpty() || section.size() > MAX_NAMES) {
            mistakes.add(place, "must be a mapping with 1 to " + MAX_NAMES + " entries");
            return Set.of();
        }
        return section.properties();
    }

    private Optional<LabelType> type(JsonNode node, String place) {
        Optional<LabelType> type = node.isTextual() ? LabelType.of(node.textValue()) : Optional.empty();
        if (type.isEmpty()) {
            mistakes.add(place, "has no known type; use int, bool, string or list<string>");
        }
        return type;
    }

    private void checkName(String place, String name) {
        if (!NAME.matcher(name).matches()) {
            mistakes.add(place, "a name is 1-64 lower-case letters, digits and underscores, starting with a letter");
        }
        if (name.equals("tenant")) {
            mistakes.add(place, "a tenant is a separate index and never part of a rule; remove it here");
        }
    }

    private String text(JsonNode node, String key, String place, String remedy) {
        JsonNode value = node.path(key);
        if (value.isTextual() && !value.textValue().isBlank()) {
            return value.textValue();
        }
        mistakes.add(place, "'" + key + "' must be a non-empty text; " + remedy);
        return "";
    }
}
