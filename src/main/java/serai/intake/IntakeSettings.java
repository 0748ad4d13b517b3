package serai.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may ask, how much and how often.
 *
 * @param issuer who signs the tokens ({@code iss}); required in production
 * @param audience this gateway's name in a token's {@code aud}; required in production
 * @param jwksUri where the issuer publishes its keys; https, or http on a loopback address; required in production
 * @param algorithms signature algorithms to accept; asymmetric ones only
 * @param tokenTypes accepted values of a token's {@code typ} header
 * @param clockSkew how far the issuer's clock may be off; 0 to 2 minutes
 * @param maxQuestionLength the longest question, in code points
 * @param passages how many passages an answer may rest on, and a search finds unless it says otherwise
 * @param passagesPerDocument passages of one document that an answer rests on before those of others; a search shows
 *     the best of each document first
 * @param maxLimit the most passages a search may ask for
 * @param deadline how long one request may take
 * @param requestsPerMinute how many requests a caller may make in a minute, in bursts of as many
 * @param localTenant whose documents the local operator works on
 * @param localAttributes the claims of the local operator, as a JSON object
 * @param devIssuer whether this gateway signs tokens for the users of a file; refused outside the profile {@code dev}
 * @param users the file of those users; refused outside the profile {@code dev}
 */
@ConfigurationProperties(prefix = "serai.intake", ignoreUnknownFields = false)
public record IntakeSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String audience,
        @DefaultValue("") String jwksUri,
        @DefaultValue({"RS256", "PS256", "ES256"}) List<String> algorithms,
        @DefaultValue({"JWT", "at+jwt"}) List<String> tokenTypes,
        @DefaultValue("30s") Duration clockSkew,
        @DefaultValue("1000") int maxQuestionLength,
        @DefaultValue("6") int passages,
        @DefaultValue("2") int passagesPerDocument,
        @DefaultValue("20") int maxLimit,
        @DefaultValue("30s") Duration deadline,
        @DefaultValue("600") int requestsPerMinute,
        @DefaultValue("default") String localTenant,
        @DefaultValue("{}") String localAttributes,
        @DefaultValue("false") boolean devIssuer,
        @DefaultValue("") String users) {

    private static final Set<String> ASYMMETRIC =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    public IntakeSettings {
        algorithms = List.copyOf(algorithms);
        tokenTypes = List.copyOf(tokenTypes);
        List<String> mistakes = new ArrayList<>();
        require(
                !algorithms.isEmpty() && ASYMMETRIC.containsAll(algorithms),
                mistakes,
                "algorithms",
                "some of " + ASYMMETRIC.stream().sorted().toList());
        require(!tokenTypes.isEmpty(), mistakes, "token-types", "at least one type, such as JWT");
        require(within(clockSkew, Duration.ZERO, Duration.ofMinutes(2)), mistakes, "clock-skew", "0s to 2m");
        require(maxQuestionLength >= 1 && maxQuestionLength <= 10_000, mistakes, "max-question-length", "1 to 10000");
        require(maxLimit >= 1 && maxLimit <= 100, mistakes, "max-limit", "1 to 100");
        require(passagesPerDocument >= 1 && passagesPerDocument <= 100, mistakes, "passages-per-document", "1 to 100");
        require(passages >= 1 && passages <= maxLimit, mistakes, "passages", "1 to max-limit");
        require(within(deadline, Duration.ofSeconds(1), Duration.ofMinutes(10)), mistakes, "deadline", "1s to 10m");
        require(requestsPerMinute >= 1, mistakes, "requests-per-minute", "at least 1");
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
    }

    private static boolean within(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void require(boolean holds, List<String> mistakes, String setting, String allowed) {
        if (!holds) {
            mistakes.add("serai.intake." + setting + " must be " + allowed);
        }
    }
}
