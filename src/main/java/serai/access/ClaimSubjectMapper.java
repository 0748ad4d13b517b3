package serai.access;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import serai.query.ProblemException;
import serai.query.ProblemType;
import serai.query.Subject;
import serai.query.SubjectMapper;
import serai.query.Tenant;

/** Takes from a token what the policy declares. A failure names the claim, never its value. */
final class ClaimSubjectMapper implements SubjectMapper {

    private static final int MAX_SCOPES = 100;

    private final String tenantClaim;
    private final List<Attribute> attributes;

    ClaimSubjectMapper(String tenantClaim, List<Attribute> attributes) {
        this.tenantClaim = tenantClaim;
        this.attributes = attributes;
    }

    @Override
    public Subject map(Map<String, Object> claims) {
        Map<String, Object> values = new HashMap<>();
        for (Attribute attribute : attributes) {
            values.put(attribute.name(), value(attribute, claims));
        }
        return new Subject(issuer(claims), text("sub", claims), tenant(claims), values, scopes(claims));
    }

    private static Object value(Attribute attribute, Map<String, Object> claims) {
        Object raw = at(attribute.claim(), claims);
        if (raw == null) {
            return attribute.fallback().orElseThrow(() -> refused("has no claim '" + attribute.claim() + "'"));
        }
        return ValueReader.typed(attribute.type(), raw)
                .orElseThrow(() -> refused("has a claim '" + attribute.claim() + "' that is not of type "
                        + attribute.type().keyword()));
    }

    private Tenant tenant(Map<String, Object> claims) {
        try {
            return new Tenant(text(tenantClaim, claims));
        } catch (IllegalArgumentException e) {
            throw refused("has a claim '" + tenantClaim + "' that names no tenant");
        }
    }

    /** JWT libraries hand the issuer over as text or as URL. */
    private static String issuer(Map<String, Object> claims) {
        Object issuer = claims.get("iss");
        return issuer == null ? text("iss", claims) : text("iss", Map.of("iss", issuer.toString()));
    }

    private static String text(String claim, Map<String, Object> claims) {
        return Optional.ofNullable(at(claim, claims))
                .filter(LabelType.STRING::admits)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> refused("has no claim '" + claim + "' with a text of at most 256 characters"));
    }

    /** OAuth says {@code scope}, a text with spaces; some issuers say {@code scp}, a list. */
    private static Set<String> scopes(Map<String, Object> claims) {
        Object raw = claims.containsKey("scope") ? claims.get("scope") : claims.get("scp");
        Set<String> scopes = new LinkedHashSet<>();
        List<?> words = raw instanceof String text
                ? List.of(text.strip().split("\\s+"))
                : raw instanceof List<?> l ? l : List.of();
        words.stream().limit(MAX_SCOPES).filter(String.class::isInstance).forEach(word -> scopes.add((String) word));
        return scopes;
    }

    /** A claim by its whole name, which may hold dots, or else by its path. */
    private static @Nullable Object at(String path, Map<?, ?> claims) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        int dot = path.indexOf('.');
        if (dot < 0) {
            return null;
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(path.substring(dot + 1), inner)
                : null;
    }

    private static ProblemException refused(String what) {
        return new ProblemException(ProblemType.FORBIDDEN, "The token " + what + "; ask whoever issues your tokens.");
    }
}
