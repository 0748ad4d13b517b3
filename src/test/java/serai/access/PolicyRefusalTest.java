package serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static serai.access.AccessFixture.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a policy from loading, and what its author is told. */
class PolicyRefusalTest {

    private static final String HEAD = """
            tenant: tenant
            attributes:
              clearance: {type: int, claim: clearance}
              location: {type: string, claim: location}
              departments: {type: list<string>, claim: departments}
            labels:
              level: int
              floor: int
              open: bool
              owner: string
              author: string
              groups: list<string>
              places: list<string>
            rules:
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doc.level == doc.floor",
                "doc.owner == doc.author",
                "doc.owner.matches('a.*')",
                "doc.owner.startsWith(user.location)",
                "doc.owner < user.location",
                "size(doc.groups) > 1",
                "size(doc.groups) == user.clearance",
                "size(doc.owner) == 0",
                "doc.groups == user.departments",
                "doc.groups.all(g, g in user.departments)",
                "doc.groups.exists_one(g, g in user.departments)",
                "user.departments.all(d, d in doc.groups)",
                "doc.groups.exists(g, g in doc.places)",
                "doc.groups.exists(g, g != user.location)",
                "doc.groups.exists(g, g == user.location || g == 'all')",
                "doc.groups.filter(g, g == 'a') == []",
                "doc.groups[0] == user.location",
                "doc.level + 1 <= user.clearance",
                "-doc.level <= user.clearance",
                "doc.open ? true : user.clearance > 2",
                "user.clearance > 2 ? doc.open : false",
                "timestamp(doc.owner) < env.now",
                "int(doc.owner) == 3",
                "doc.owner + 'x' == user.location",
                "doc.owner in doc.groups",
                "(doc.level > 3) == true",
                "doc.level >= 4.5",
                "doc.level >= 4u",
                "doc.level == dyn('3')",
                "doc.owner == dyn(user.location)",
                "doc.level in [1, dyn('2')]",
                "[doc.owner] == ['a']",
                "{'a': doc.level}['a'] == 1",
                "user.departments.exists(d, d in doc.groups && d != 'x')"
            })
    void refusesWhatNoStoreCanDecide(String expression) {
        assertThatThrownBy(() -> policy(rule(expression)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("documents.yaml: rule 'the-rule': line 1, column ")
                .hasMessageContaining("a store cannot decide");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.clearence >= doc.level",
                "user.tenant == doc.owner",
                "doc.tenant == user.location",
                "has(doc.owner)",
                "has(user.location)",
                "user.location >= doc.level",
                "user.departments == doc.level",
                "doc.level == '3'",
                "doc.level in doc.groups",
                "user.location in user.location",
                "doc.level >=",
                "user == doc",
                "now > 3",
                "user.clearance"
            })
    void refusesWhatTheTypeCheckerRefuses(String expression) {
        assertThatThrownBy(() -> policy(rule(expression)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("documents.yaml: rule 'the-rule': ")
                .hasMessageContaining(expression);
    }

    @Test
    void quotesThePartThatCannotBePushedDown() {
        assertThatThrownBy(() -> policy(rule("user.clearance > 1 && user.departments.all(d, d in doc.groups)")))
                .hasMessageContaining("user.departments.all(d, d in doc.groups)")
                .hasMessageContaining("docs/guide/policies.md");
    }

    @Test
    void refusesAnExpressionWithoutBound() {
        assertThatThrownBy(() -> policy(rule("(".repeat(100) + "true" + ")".repeat(100))))
                .isInstanceOf(PolicyException.class);
        assertThatThrownBy(() -> policy(rule("true" + " || true".repeat(2_000))))
                .isInstanceOf(PolicyException.class);
    }

    @Test
    void reportsAllMistakesAtOnce() {
        String yaml = """
                tenant: tenant
                tenants: two
                attributes:
                  Clearance: {type: int, claim: clearance}
                  level: {type: float, claim: level}
                  rank: {type: int, claim: rank, default: high, optional: true}
                  org: {type: string, claim: tenant}
                labels:
                  tenant: string
                  level: integer
                rules:
                  - name: First Rule
                    permit: "true"
                  - name: twice
                    permit: "true"
                  - name: twice
                    forbid: user.rnak > 1
                  - name: both
                    permit: "true"
                    forbid: "true"
                  - name: unquoted
                    permit: true
                  - permit: "true"
                  - name: default-deny
                    permit: "true"
                    when: never
                """;

        PolicyException refusal = catchThrowableOfType(PolicyException.class, () -> policy(yaml));

        assertThat(String.join("\n", refusal.mistakes()))
                .contains(
                        "unknown key 'tenants'",
                        "attribute 'Clearance': a name is",
                        "attribute 'level': has no known type",
                        "attribute 'rank': unknown key 'optional'",
                        "attribute 'rank': the default is not of type int",
                        "attribute 'org': comes from the tenant claim",
                        "label 'tenant': a tenant is a separate index",
                        "label 'level': has no known type",
                        "rule 'First Rule': a rule name is",
                        "rule 'twice': the name is used twice",
                        "rule 'twice': line 1, column 1: there is no user.rnak",
                        "rule 'both': needs either permit: or forbid:",
                        "rule 'unquoted': 'permit' must be a non-empty text",
                        "'name' must be a non-empty text",
                        "rule 'default-deny': unknown key 'when'")
                .doesNotContain("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "just text", "[]", "tenant: a\ntenant: b", "rules: [", "tenant: tenant\nrules: []"})
    void refusesAFileThatIsNoPolicy(String yaml) {
        assertThatThrownBy(() -> policy(yaml))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("documents.yaml: ");
    }

    @Test
    void refusesAPolicyThatPermitsNothing() {
        assertThatThrownBy(() -> policy(HEAD + "  - name: never\n    forbid: \"true\"\n"))
                .hasMessageContaining("no rule permits anything");
    }

    @Test
    void refusesAPolicyFileThatWouldBeIgnored(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("documents.yaml"), rule("true"));
        Files.writeString(directory.resolve("more.yml"), rule("true"));

        assertThatThrownBy(() -> PolicyDirectory.load(directory)).hasMessageContaining("more.yml: is neither");
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatThrownBy(() -> PolicyDirectory.load(Path.of("no-such-directory")))
                .hasMessageContaining("no-such-directory")
                .hasMessageContaining("serai.access.policies");
    }

    private static String rule(String expression) {
        return HEAD + "  - name: the-rule\n    permit: |-\n      " + expression + "\n";
    }
}
