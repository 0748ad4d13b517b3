package serai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;
import serai.query.SubjectMapper;
import serai.query.Tenant;

class ClaimSubjectMapperTest {

    private static final SubjectMapper MAPPER = AccessFixture.policy("""
                    tenant: org.id
                    attributes:
                      clearance: {type: int, claim: clearance}
                      groups: {type: list<string>, claim: realm_access.groups}
                      place: {type: string, claim: "https://claims.example/place", default: nowhere}
                      staff: {type: bool, claim: staff, default: false}
                    labels:
                      level: int
                    rules:
                      - name: all
                        permit: "true"
                    """).subjects();

    @Test
    void mapsClaimsToTypedAttributes() {
        Map<String, Object> claims = claims();
        claims.put("https://claims.example/place", "samarkand");
        claims.put("iss", URI.create("https://issuer.example"));
        claims.put("scope", "documents.write policy.explain");

        Subject subject = MAPPER.map(claims);

        assertThat(subject.issuer()).isEqualTo("https://issuer.example");
        assertThat(subject.name()).isEqualTo("zhang-qian");
        assertThat(subject.tenant()).isEqualTo(new Tenant("demo"));
        assertThat(subject.attributes())
                .isEqualTo(Map.of(
                        "clearance", 2L, "groups", List.of("hr", "trade"), "place", "samarkand", "staff", false));
        assertThat(subject.scopes()).containsExactlyInAnyOrder("documents.write", "policy.explain");
    }

    @Test
    void usesTheDefaultOfAnAbsentClaim() {
        assertThat(MAPPER.map(claims()).attributes())
                .containsEntry("place", "nowhere")
                .containsEntry("staff", false);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("clearance", "3"),
                Arguments.of("clearance", 3.5),
                Arguments.of("clearance", 3.0),
                Arguments.of("clearance", true),
                Arguments.of("clearance", List.of(3)),
                Arguments.of("staff", "true"),
                Arguments.of("realm_access", "hr"),
                Arguments.of("realm_access", Map.of("groups", "hr")),
                Arguments.of("realm_access", Map.of("groups", List.of("hr", 3))),
                Arguments.of("realm_access", Map.of("groups", Arrays.asList("hr", null))),
                Arguments.of("org", Map.of("id", "No Tenant!")),
                Arguments.of("org", Map.of("id", 7)),
                Arguments.of("sub", ""),
                Arguments.of("sub", 7),
                Arguments.of("sub", "x".repeat(257)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void forbidsAnIllTypedClaimNamingTheClaimNotTheValue(String claim, Object value) {
        Map<String, Object> claims = claims();
        claims.put(claim, value);

        assertThatThrownBy(() -> MAPPER.map(claims)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.FORBIDDEN);
            assertThat(problem.detail()).contains("'" + claim).doesNotContain("No Tenant!", "xxx", "3.5");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"clearance", "realm_access", "org", "sub", "iss"})
    void forbidsAMissingRequiredClaim(String claim) {
        Map<String, Object> claims = claims();
        claims.remove(claim);

        assertThatThrownBy(() -> MAPPER.map(claims))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.FORBIDDEN));
    }

    private static Map<String, Object> claims() {
        return new HashMap<>(Map.of(
                "iss",
                "https://issuer.example",
                "sub",
                "zhang-qian",
                "org",
                Map.of("id", "demo"),
                "clearance",
                2,
                "realm_access",
                Map.of("groups", List.of("trade", "hr"))));
    }
}
