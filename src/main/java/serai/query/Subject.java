package serai.query;

import java.util.Map;
import java.util.Set;

/**
 * A verified caller, as the policy sees it.
 *
 * @param issuer who vouches for the caller
 * @param name the caller, unique within the issuer
 * @param tenant the only tenant whose documents the caller can reach
 * @param attributes typed values by attribute name: {@code Long}, {@code Boolean}, {@code String} or {@code
 *     List<String>}, each declared in the policy file
 * @param scopes what the token lets the caller do, such as {@code documents.write}
 */
public record Subject(String issuer, String name, Tenant tenant, Map<String, Object> attributes, Set<String> scopes) {

    public Subject {
        attributes = Map.copyOf(attributes);
        scopes = Set.copyOf(scopes);
    }

    /** Shows who, never the attributes. */
    @Override
    public String toString() {
        return "Subject[" + issuer + "#" + name + "]";
    }
}
