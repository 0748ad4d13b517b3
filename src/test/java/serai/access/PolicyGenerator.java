package serai.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import serai.query.Subject;

/** Random policies of the pushdown grammar, with subjects and labels that sit on their boundaries. */
public final class PolicyGenerator {

    private static final String HEAD = """
            tenant: tenant
            attributes:
              level: {type: int, claim: level}
              zone: {type: int, claim: zone}
              staff: {type: bool, claim: staff}
              home: {type: string, claim: home}
              groups: {type: list<string>, claim: groups}
            labels:
              level: int
              zone: int
              open: bool
              owner: string
              groups: list<string>
              places: list<string>
            rules:
            """;
    private static final List<String> TEXTS =
            List.of("", "a", "A", "b", "3", "é", "e\u0301", "駱駝", "🐪", "a,b", " a", "\uFFFD");
    private static final List<Long> NUMBERS = List.of(0L, 1L, 2L, 3L, -1L, 5L, Long.MIN_VALUE, Long.MAX_VALUE);
    private static final List<String> COMPARISONS = List.of("<", "<=", "==", "!=", ">=", ">");

    private final Random random;

    public PolicyGenerator(long seed) {
        this.random = new Random(seed);
    }

    public Policy policy() {
        StringBuilder yaml = new StringBuilder(HEAD);
        int rules = 1 + random.nextInt(4);
        for (int i = 0; i < rules; i++) {
            String effect = i == 0 || random.nextInt(3) > 0 ? "permit" : "forbid";
            yaml.append("  - name: rule-%d\n    %s: |-\n      %s\n".formatted(i, effect, condition(3)));
        }
        return AccessFixture.policy(yaml.toString());
    }

    public Labels labels(Policy policy) {
        return policy.labels()
                .check(Map.of(
                        "level", pick(NUMBERS),
                        "zone", pick(NUMBERS),
                        "open", random.nextBoolean(),
                        "owner", pick(TEXTS),
                        "groups", nonEmptyTexts(),
                        "places", nonEmptyTexts()));
    }

    /** Now and then without an attribute, or with one of the wrong type. */
    public Subject subject() {
        Map<String, Object> attributes = new HashMap<>(Map.of(
                "level", pick(NUMBERS),
                "zone", pick(NUMBERS),
                "staff", random.nextBoolean(),
                "home", pick(TEXTS),
                "groups", nonEmptyTexts()));
        if (random.nextInt(12) == 0) {
            attributes.remove(pick(List.of("level", "zone", "staff", "home", "groups")));
        }
        if (random.nextInt(12) == 0) {
            attributes.put(
                    pick(List.of("level", "staff", "home", "groups")), pick(List.of("3", 3L, true, 4.5, List.of(3L))));
        }
        return AccessFixture.subject(attributes);
    }

    private List<String> nonEmptyTexts() {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.add(pick(TEXTS.subList(1, TEXTS.size())));
        }
        return texts;
    }

    private String condition(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return atom();
        }
        return switch (random.nextInt(3)) {
            case 0 -> "!(" + condition(depth - 1) + ")";
            case 1 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
            default -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
        };
    }

    private String atom() {
        String number = pick(List.of("doc.level", "doc.zone"));
        String list = pick(List.of("doc.groups", "doc.places"));
        return switch (random.nextInt(14)) {
            case 0, 1 -> number + " " + pick(COMPARISONS) + " " + integer();
            case 2 -> integer() + " " + pick(COMPARISONS) + " " + number;
            case 3 -> pick(List.of("doc.open", "doc.open == user.staff", "user.staff != doc.open", "doc.open == true"));
            case 4 -> "doc.owner " + pick(List.of("==", "!=")) + " " + text();
            case 5 -> text() + " in " + list;
            case 6 -> "doc.owner in " + texts();
            case 7 -> number + " in [1, user.level, " + integer() + "]";
            case 8 -> texts() + ".exists(g, g in " + list + ")";
            case 9 -> list + ".exists(g, g in " + texts() + ")";
            case 10 -> list + ".exists(g, " + pick(List.of("g == " + text(), text() + " == g")) + ")";
            case 11 -> texts() + ".exists(g, " + pick(List.of("g == doc.owner", "doc.owner == g")) + ")";
            case 12 -> emptiness(list);
            default -> slot();
        };
    }

    private String emptiness(String list) {
        return pick(List.of(
                "size(" + list + ") == 0",
                list + ".size() > 0",
                "0 < size(" + list + ")",
                "size(" + list + ") >= 1",
                "size(" + list + ") != 0",
                "1 > size(" + list + ")",
                list + " == []",
                list + " != []"));
    }

    private String integer() {
        return pick(List.of(
                "user.level",
                "user.zone",
                "2",
                "-1",
                "user.level + 1",
                "10 / user.level",
                "int(user.home)",
                "size(user.groups)",
                "(user.staff ? 1 : user.zone)",
                "9223372036854775807"));
    }

    private String text() {
        return pick(
                List.of("user.home", "'a'", "user.groups[0]", "user.home + 'b'", "string(user.level)", "'駱駝'", "''"));
    }

    private String texts() {
        return pick(List.of("user.groups", "['a', user.home]", "user.groups.filter(h, h != 'a')", "[user.groups[0]]"));
    }

    private String slot() {
        return pick(List.of(
                "user.staff",
                "user.level > 1",
                "10 / user.zone > 2",
                "env.now > timestamp('2026-01-01T00:00:00Z')",
                "user.home.startsWith('a')",
                "int(user.home) > 2",
                "true",
                "false"));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
